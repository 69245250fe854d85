import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertLinear } from '../../test/support/linear.ts';
import { mask } from './mask.ts';

describe('mask', () => {
  it('hides the values of what is named like a secret', () => {
    assert.equal(mask('{"apiKey": "abc", "name": "x"}'), '{"apiKey": "***", "name": "x"}');
    assert.equal(mask(String.raw`{"user_password":"a\"b","n":1}`), '{"user_password":"***","n":1}');
    assert.equal(mask("{'secret': 'a'}"), `{'secret': '***'}`);
    assert.equal(mask('https://example.org/?access_token=abc&x=1'), 'https://example.org/?access_token=***&x=1');
  });

  it('hides webhook URLs', () => {
    const token = 'A'.repeat(43);
    assert.equal(mask(`see https://example.org/w/${token}.`), 'see https://example.org/w/***.');
    const guid = '00000000-0000-4000-8000-000000000000';
    const old = `/webhookb2/${guid}@${guid}/IncomingWebhook/${'0a'.repeat(16)}/${guid}`;
    assert.equal(mask(old), `/webhookb2/${guid}@${guid}/IncomingWebhook/***`);
  });

  it('hides the signature of a Workflows URL, ours or Microsoft\u2019s', () => {
    const of = (token: string, sig: string, and = '&') =>
      `https://c.example/workflows/${token}/triggers/manual/paths/invoke?${['api-version=1', 'sv=1.0', `sig=${sig}`].join(and)}`;
    for (const and of ['&', '\\u0026', '&amp;'])
      assert.equal(mask(of('A'.repeat(43), 'Ko_D-u1', and)), of('***', '***', and));
    const encoded = encodeURIComponent(of('643e69f8', 'Ko_D-u1'));
    assert.equal(mask(encoded), encoded.replace('Ko_D-u1', '***'));
    assert.equal(mask('design=1&sigh=2'), 'design=1&sigh=2');
  });

  it('hides every spelling of a webhook URL that works', () => {
    const token = 'A'.repeat(43);
    const guid = '00000000-0000-4000-8000-000000000000';
    const hex = '0a'.repeat(16);
    assert.equal(mask(`/webhookb2/a@b/GitHub/${hex}/${guid}/V2abc`), '/webhookb2/a@b/GitHub/***/V2abc');
    assert.equal(
      mask(String.raw`{"url":"https:\/\/example.org\/w\/${token}"}`),
      String.raw`{"url":"https:\/\/example.org\/w\/***"}`,
    );
    assert.equal(
      mask(`payload=%7B%22url%22%3A%22https%3A%2F%2Fexample.org%2Fw%2F${token}%22%7D`),
      'payload=%7B%22url%22%3A%22https%3A%2F%2Fexample.org%2Fw%2F***%22%7D',
    );
    assert.equal(mask(`a%40b%2fIncomingWebhook%2f${hex}%2f${guid}`), 'a%40b%2fIncomingWebhook%2f***');
  });

  it('hides secrets in the JSON of a form', () => {
    const form = (value: unknown) => new URLSearchParams({ payload: JSON.stringify(value), x: '1' }).toString();
    for (const secret of ['abc', 'a"b\\c', 'a b&c%'])
      assert.equal(mask(form({ secret, n: 'kept' })), form({ secret: '***', n: 'kept' }).replaceAll('%2A', '*'));
  });

  it('hides secrets in JSON that is a text in JSON', () => {
    const nested = (value: unknown) => JSON.stringify({ payload: JSON.stringify(value), x: 1 });
    for (const secret of ['abc', 'a"b\\c\n', '\\', ''])
      assert.equal(mask(nested({ n: 'kept', secret, m: 'kept' })), nested({ n: 'kept', secret: '***', m: 'kept' }));
  });

  it('hides what is cut at the end, wherever it is cut', () => {
    const secret = 'S'.repeat(20);
    const whole = { payload: JSON.stringify({ secret: `a"\\${secret}` }), token: `a"\\${secret}` };
    const texts = [JSON.stringify(whole), JSON.stringify({ token: whole.token }), `a=1&${new URLSearchParams(whole)}`];
    for (const text of texts)
      for (let end = text.length; end > 0; end -= 1)
        assert.doesNotMatch(mask(text.slice(0, end)), /S/, text.slice(0, end));
    const token = `${'A'.repeat(22)}${'B'.repeat(21)}`;
    const guid = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';
    for (const url of [`https://c.example/w/${token}`, `https://c.example/x/${'0a'.repeat(16)}/${guid}`])
      for (let end = url.length; end > 0; end -= 1)
        assert.doesNotMatch(mask(url.slice(0, end)), /b/i, url.slice(0, end));
  });

  it('leaves everything else as it is', () => {
    const text = '{"title":"Build 42","text":"a token bucket"}';
    assert.equal(mask(text), text);
  });

  it('hides numbers, lists and objects under the name of a secret', () => {
    assert.equal(mask('{"token": 12.5e3, "n": 1}'), '{"token": "***", "n": 1}');
    assert.equal(mask('{"secrets":["a]", {"b":"c"}],"n":[1]}'), '{"secrets":"***","n":[1]}');
    assert.equal(mask(String.raw`{"credentials" : {"a":"}\"","b":[{}]} ,"n":1}`), '{"credentials" : "***" ,"n":1}');
    assert.equal(mask('{"token":null,"secret":false}'), '{"token":null,"secret":false}');
    assert.equal(mask('{"secrets":["abc'), '{"secrets":"***"');
  });

  it('hides the password in an address, in any spelling', () => {
    assert.equal(mask('https://user:p@ss@example.org/a'), 'https://user:***@example.org/a');
    assert.equal(mask(String.raw`"https:\/\/user:pass@example.org"`), String.raw`"https:\/\/user:***@example.org"`);
    assert.equal(mask(String.raw`"https:\u002f\u002fuser:pass@a"`), String.raw`"https:\u002f\u002fuser:***@a"`);
    assert.equal(mask('url=amqp%3A%2F%2Fuser%3Ap%25ass%40a'), 'url=amqp%3A%2F%2Fuser%3A***%40a');
    assert.equal(mask(`https://ghp_${'a'.repeat(30)}@github.com`), 'https://***@github.com');
    for (const text of ['ssh://git@example.org/a', 'https://example.org:8080/@a', 'a:b@c'])
      assert.equal(mask(text), text);
  });

  it('hides a webhook URL whose slashes JSON has escaped by their number', () => {
    const token = 'A'.repeat(43);
    assert.equal(
      mask(String.raw`https:\u002F\u002fa.example\u002fw\u002f${token}`),
      String.raw`https:\u002F\u002fa.example\u002fw\u002f***`,
    );
    assert.equal(mask(String.raw`\\u002fw\\u002f${token}`), String.raw`\\u002fw\\u002f***`);
  });

  it('hides the values of secrets in the names of programs and types', () => {
    assert.equal(mask('tool/1.0 (token=abc; api_key=d)'), 'tool/1.0 (token=***; api_key=***)');
    assert.equal(mask('application/json; secret="abc"'), 'application/json; secret=***"abc"');
  });

  it('hides a secret of any form in any notation, wherever the text is cut, and changes nothing else', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer().map(n => Math.abs(n) + 10),
      fc.array(fc.string(), { minLength: 1 }),
      fc.dictionary(fc.string(), fc.string(), { minKeys: 1 }),
    );
    const marked = value.map(secret => ({ secret, text: JSON.stringify(secret) }));
    const notations = [
      (json: string) => json,
      (json: string) => JSON.stringify({ payload: json }),
      (json: string) => JSON.stringify({ a: JSON.stringify({ payload: json }) }),
      (json: string) => new URLSearchParams({ a: '1', payload: json }).toString(),
    ];
    const read = [
      (text: string) => JSON.parse(text),
      (text: string) => JSON.parse(JSON.parse(text).payload),
      (text: string) => JSON.parse(JSON.parse(JSON.parse(text).a).payload),
      (text: string) => JSON.parse(new URLSearchParams(text).get('payload') ?? ''),
    ];
    fc.assert(
      fc.property(marked, fc.json({ maxDepth: 2 }), fc.nat(3), ({ secret }, other, kind) => {
        const whole = { before: other, user_token: secret, after: other };
        const masked = mask(notations[kind]?.(JSON.stringify(whole)) ?? '');
        assert.deepEqual(read[kind]?.(masked), { ...whole, user_token: '***' });
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.nat(3), fc.nat(), (strings, kind, at) => {
        const secret = ['§§§', ...strings, '§§§'];
        const text = notations[kind]?.(JSON.stringify({ secret })) ?? '';
        assert.doesNotMatch(mask(text.slice(0, at % (text.length + 1))), /§|%C2|%A7/);
      }),
    );
  });

  for (const [name, fragment] of Object.entries({
    'names that are never closed': '"token',
    names: 'token',
    quotes: '"',
    'names in a text in JSON': '\\"token',
    'colons in a text in JSON': '\\"token\\":\\"',
    'encoded names': '%22token',
    'encoded colons': '%22token%22%3A',
    'encoded backslashes': '%22token%22%3A%22%5C',
    'short paths': '/w',
    objects: '"token":{',
    lists: '"token":["',
    'form fields': 'token=&',
    schemes: '://',
    'users of addresses': '://a:',
    'encoded users of addresses': '%3A%2F%2Fa%3A%',
    'escaped slashes': '\\u002fw',
    backslashes: '\\',
    at: '@',
  }))
    it(`takes a time that grows with the length only: ${name}`, () =>
      assertLinear(name, n => `@"token":"${fragment.repeat(n)}`.slice(0, n) + fragment.repeat(n / 4), mask, 16_000));
});
