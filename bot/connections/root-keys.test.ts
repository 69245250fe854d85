import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRootKeys, makeRootKeys, parseRootKeys, RootKeysError, readRootKeys } from './root-keys.ts';

const key = Buffer.alloc(32, 1).toString('base64url');
const other = Buffer.alloc(32, 2).toString('base64url');

describe('root keys', () => {
  it('make new URLs with the first one', () => {
    assert.equal(parseRootKeys(`2:${key}, 1:${other}`).current, 2);
  });

  it('derive another MAC key for each epoch', () => {
    const keys = parseRootKeys(`1:${key}`);
    const exported = [0, 1, 255].map(epoch => keys.macKey(1, epoch)?.export().toString('hex'));
    assert.equal(new Set(exported).size, 3);
    assert.equal(keys.macKey(2, 0), undefined);
  });

  it('derive a key of its own for secret settings', () => {
    const keys = parseRootKeys(`1:${key},2:${other}`);
    const exported = [keys.sealingKey(1), keys.sealingKey(2), keys.macKey(1, 0)].map(one =>
      one?.export().toString('hex'),
    );
    assert.equal(new Set(exported).size, 3);
    assert.equal(keys.sealingKey(1), keys.sealingKey(1));
    assert.equal(keys.sealingKey(3), undefined);
  });

  it('are refused with the mend, and without being repeated, when they are not valid', () => {
    for (const text of ['', '1', `1:${key.slice(1)}`, `256:${key}`, `1:${key},1:${other}`, `x:${key}`]) {
      assert.throws(
        () => parseRootKeys(text),
        (error: unknown) =>
          error instanceof RootKeysError && /ID:KEY/.test(error.message) && !error.message.includes(key),
        text,
      );
    }
  });

  it('have fingerprints, from which they cannot be found', () => {
    const keys = parseRootKeys(`1:${key},2:${other}`);
    assert.match(keys.fingerprint(1) ?? '', /^[0-9a-f]{32}$/);
    assert.equal(keys.fingerprint(1), parseRootKeys(`1:${key}`).fingerprint(1));
    assert.notEqual(keys.fingerprint(1), keys.fingerprint(2));
    assert.equal(keys.fingerprint(3), undefined);
  });

  it('are made into a file that only its owner can read, and never over one that is there', () => {
    const directory = mkdtempSync(join(tmpdir(), 'keys-'));
    try {
      assert.equal(readRootKeys(undefined, directory), undefined);
      const made = makeRootKeys(directory, [1]);
      const file = join(directory, 'webhook-url-keys');
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(readRootKeys(undefined, directory)?.fingerprint(1), made.fingerprint(1));
      assert.match(readFileSync(file, 'utf8'), /^1:[\w-]{43}\n$/);
      assert.equal(makeRootKeys(directory, [1]).fingerprint(1), made.fingerprint(1));
      assert.equal(loadRootKeys(undefined, directory).fingerprint(1), made.fingerprint(1));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
