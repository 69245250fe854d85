import assert from 'node:assert/strict';
import { readableBody, shownAtFirst } from './readable-body.ts';

describe('a body for people', () => {
  it('is indented where it is JSON, and as received elsewhere', () => {
    assert.deepEqual(readableBody('{"text":"Hello"}', 16, false), {
      text: '{\n  "text": "Hello"\n}',
      json: true,
      shortened: false,
      keptPartly: false,
    });
    assert.deepEqual(readableBody('payload=%7B', 11, false), {
      text: 'payload=%7B',
      json: false,
      shortened: false,
      keptPartly: false,
    });
  });

  it('is cut where it is long, until somebody asks for all of it', () => {
    const long = 'x'.repeat(shownAtFirst + 1);
    assert.equal(readableBody(long, long.length, false).text.length, shownAtFirst);
    assert.equal(readableBody(long, long.length, false).shortened, true);
    assert.equal(readableBody(long, long.length, true).text, long);
    assert.equal(readableBody(long, long.length, true).shortened, false);
  });

  it('is not cut inside a character', () => {
    const long = `${'x'.repeat(shownAtFirst - 1)}😀 and more`;
    assert.equal(readableBody(long, 20_000, false).text, 'x'.repeat(shownAtFirst - 1));
  });

  it('says where only its beginning was kept', () => {
    assert.equal(readableBody('{"text": "the beginn', 900_000, false).keptPartly, true);
    assert.equal(readableBody(`{"text":"${'x'.repeat(70)}"}`, 900_000, false).keptPartly, false);
  });
});
