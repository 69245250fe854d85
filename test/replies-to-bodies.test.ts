import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { all, answer, answers } from './support/answers.ts';
import { type Connected, type Installation, install } from './support/installation.ts';
import { postedText } from './support/load.ts';

const cap = 1024 * 1024;

describe('the replies to a body', function () {
  this.timeout(60_000);
  let installation: Installation;
  let connected: Connected;

  before(async () => {
    installation = await install();
    const [made] = await installation.connect({ name: 'a', channelId: installation.playground.world.team.id });
    assert.ok(made);
    connected = made;
  });
  after(() => installation.close());

  const summaryOrText = '400 Summary or Text is required.';
  const badPayload = '400 Bad payload received by generic incoming webhook.';
  const empty = '400 Invalid webhook request - Empty Payload';
  const rows: [reply: string, ...bodies: string[]][] = [
    ['200 1', '{"text":"a"}', '{"title":"a","text":"b"}', '{"summary":"a","sections":[]}', '{"TEXT":"a"}'],
    [
      '200 1',
      '{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"a"}]}}]}',
    ],
    ['200 1', '{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"a"}]}'],
    ['200 1', "{'text':'a'}", '{"text":"a",}', '{text:"a"}', '{/* a */"text":"a"} // b'],
    [
      summaryOrText,
      '{}',
      '{"title":"a"}',
      '{"text":null}',
      '{"text":"  "}',
      '{"@type":"MessageCard","sections":[{"text":"a"}]}',
    ],
    [
      badPayload,
      '[]',
      '"a"',
      '1',
      'null',
      'true',
      'nothing',
      '{',
      '{"text":["a"]}',
      '{"text":"a","sections":"b"}',
      '[{"text":"a"}]',
    ],
    [
      badPayload,
      '{"type":"message","attachments":[{"contentType":"image/png"}]}',
      '{"type":"message","attachments":[1]}',
    ],
    [empty, '', ' ', '\r\n\t ', '\uFEFF'],
  ];
  for (const [reply, ...bodies] of rows)
    for (const body of bodies)
      it(`${reply} to ${JSON.stringify(body).slice(0, 80)}`, async () => {
        const workflows = reply === '200 1' ? '202 ' : reply;
        assert.deepEqual(await answers(connected.urls, { body }), [reply, reply, workflows]);
      });

  it('does not ask for a Content-Type, nor believe it', async () => {
    for (const contentType of [undefined, 'text/plain', 'application/x-www-form-urlencoded', 'image/png', 'nonsense'])
      assert.equal(
        await answer(connected.urls.short, {
          body: '{"text":"a"}',
          headers: contentType === undefined ? {} : { 'content-type': contentType },
        }),
        '200 1',
        contentType,
      );
  });

  const json = '{"text":"a"}';
  const utf16le = (text: string) => Buffer.from(text, 'utf16le');
  const utf16be = (text: string) => utf16le(text).swap16();
  const windows1252 = (text: string) => Buffer.from(text, 'latin1');
  const encodings: [name: string, text: string, encode: (json: string) => Buffer | string, contentType: string][] = [
    ['UTF-8 with a byte order mark', 'ü 😀 1', text => `\uFEFF${text}`, 'application/json'],
    ['UTF-16LE with a byte order mark', 'ü 😀 2', text => utf16le(`\uFEFF${text}`), 'application/json'],
    ['UTF-16BE with a byte order mark', 'ü 😀 3', text => utf16be(`\uFEFF${text}`), 'application/json'],
    ['UTF-16LE that the Content-Type names', 'ü 😀 4', utf16le, 'application/json; charset=utf-16le'],
    ['UTF-16BE that the Content-Type names', 'ü 😀 5', utf16be, 'application/json; charset="UTF-16BE"'],
    ['UTF-16LE that nothing names', 'ü 😀 6', utf16le, 'application/json'],
    ['UTF-16BE that nothing names', 'ü 😀 7', utf16be, 'text/plain'],
    ['windows-1252 that the Content-Type names', 'ü é 8', windows1252, 'text/json; charset=windows-1252'],
    ['windows-1252 that nothing names', 'ü é 9', windows1252, 'application/json'],
    ['UTF-8 with a charset that does not exist', 'ü 😀 10', text => text, 'application/json; charset=nonsense'],
  ];
  for (const [name, text, encode, contentType] of encodings)
    it(`reads ${name}`, async () => {
      const body = encode(JSON.stringify({ text }));
      assert.equal(await answer(connected.urls.short, { body, headers: { 'content-type': contentType } }), '200 1');
      await installation.playground.waitFor(entry => postedText(entry) === text);
    });

  for (const [encoding, compress] of Object.entries({
    gzip: gzipSync,
    deflate: deflateSync,
    br: brotliCompressSync,
  })) {
    it(`reads a body in ${encoding}`, async () => {
      const headers = { 'content-encoding': encoding };
      assert.equal(await answer(connected.urls.short, { headers, body: compress(json) }), '200 1');
      assert.equal(await answer(connected.urls.short, { headers, body: json }), badPayload);
    });
    it(`refuses a body that ${encoding} made small`, async () => {
      const body = compress(Buffer.alloc(8 * cap, ' '));
      const headers = { 'content-encoding': encoding };
      assert.match(await answer(connected.urls.short, { headers, body }), /^413 .*1048576 bytes/);
    });
  }

  it('415 to a Content-Encoding that it does not know', async () => {
    const headers = { 'content-encoding': 'compress' };
    assert.match(await answer(connected.urls.short, { headers, body: json }), /^415 .*gzip, deflate or br/);
  });

  it('reads the field "payload" of a form', async () => {
    const payload = '{"text":"a & b + c"}';
    const boundary = 'the boundary';
    const part = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const forms: [contentType: string, body: string][] = [
      ['application/x-www-form-urlencoded', new URLSearchParams({ other: 'x', payload }).toString()],
      ['text/plain', new URLSearchParams({ payload }).toString()],
      [
        `multipart/form-data; boundary="${boundary}"`,
        `${part('other', 'x')}${part('payload', payload)}--${boundary}--\r\n`,
      ],
    ];
    for (const [contentType, body] of forms)
      assert.equal(
        await answer(connected.urls.short, { body, headers: { 'content-type': contentType } }),
        '200 1',
        contentType,
      );
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal(await answer(connected.urls.short, { body: 'payload=', headers }), empty);
    assert.equal(await answer(connected.urls.short, { body: 'other=1', headers }), badPayload);
  });

  it('413 and the cap to a body above it, whether its length is announced or not', async () => {
    const body = Buffer.alloc(cap + 1, 'a');
    const reply = '413 The body is too large: this connector takes 1048576 bytes at most.';
    assert.deepEqual(await answers(connected.urls, { body }), all(reply));
    assert.deepEqual(await answers(connected.urls, { body: [body.subarray(0, cap), body.subarray(cap)] }), all(reply));
    const largest = Buffer.from(JSON.stringify({ text: 'a'.repeat(cap - '{"text":""}'.length) }));
    assert.equal(largest.length, cap);
    assert.equal(await answer(connected.urls.short, { body: largest }), '200 1');
    assert.equal(await answer(connected.urls.short, { body: [largest.subarray(0, 9), largest.subarray(9)] }), '200 1');
  });

  it('asks for the body of a request that waits to be asked', async () => {
    const headers = { expect: '100-continue' };
    assert.equal(await answer(connected.urls.short, { headers, body: '{"text":"a"}' }), '200 1');
  });

  it('answers a request that offers an upgrade', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAEAAEAAAAIAAAAB' };
    assert.equal(await answer(connected.urls.short, { headers, body: '{"text":"a"}' }), '200 1');
  });
});
