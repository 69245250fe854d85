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
    ])
      mask(text);
  }).timeout(1_000);
});
