import assert from 'node:assert/strict';
import { mask } from './mask.ts';

describe('mask', () => {
  it('hides the values of what is named like a secret', () => {
    assert.equal(mask('{"apiKey": "abc", "name": "x"}'), '{"apiKey": "***", "name": "x"}');
    assert.equal(mask(String.raw`{"user_password":"a\"b","n":1}`), '{"user_password":"***","n":1}');
    assert.equal(mask("{'secret': 'a'}"), `{'secret': "***"}`);
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

  it('takes a time that grows with the length only', () => {
    for (const text of [
      '"token'.repeat(20_000),
      'token'.repeat(20_000),
      '"'.repeat(100_000),
      `"token":"${'\\'.repeat(100_000)}`,
      '\\"token'.repeat(20_000),
      '\\"token\\":\\"'.repeat(20_000),
      `\\"token\\":\\"${'\\'.repeat(100_000)}`,
      '%22token'.repeat(20_000),
      '%22token%22%3A'.repeat(20_000),
      '%22token%22%3A%22%5C'.repeat(20_000),
      `%22token%22%3A%22${'%5C'.repeat(50_000)}`,
      '/w'.repeat(50_000),
    ])
      mask(text);
  }).timeout(1_000);
});
