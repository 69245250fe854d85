import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRootKeys } from './root-keys.ts';
import { openSecret, SealedSecretError, sealSecret } from './sealed-secret.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64url');
const keys = parseRootKeys(`1:${key(1)}`);
const place = { connectionId: '0123456789abcdef01234567', setting: 'secret' };

describe('a sealed secret', () => {
  it('opens to what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), secret => {
        assert.equal(openSecret(keys, place, sealSecret(keys, place, secret)), secret);
      }),
    );
  });

  it('is another one each time, and does not show the secret', () => {
    const [one, two] = [sealSecret(keys, place, 'hush-hush'), sealSecret(keys, place, 'hush-hush')];
    assert.notEqual(one.sealed, two.sealed);
    assert.equal(Buffer.from(one.sealed, 'base64url').includes('hush'), false);
  });

  it('cannot be opened for another connection or another setting', () => {
    const sealed = sealSecret(keys, place, 'hush');
    for (const other of [
      { ...place, connectionId: 'f123456789abcdef01234567' },
      { ...place, setting: 'token' },
      { connectionId: `${place.connectionId} `, setting: '' },
    ])
      assert.throws(() => openSecret(keys, other, sealed), SealedSecretError);
  });

  it('cannot be opened when any byte of it is changed, or when it is cut', () => {
    const { rootKey, sealed } = sealSecret(keys, place, 'hush');
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      for (const wrong of [changed, bytes.subarray(0, at)])
        assert.throws(() => openSecret(keys, place, { rootKey, sealed: wrong.toString('base64url') }), {
          name: 'SealedSecretError',
          message: 'The setting "secret" of this connection cannot be opened: enter it again.',
        });
    }
  });

  it('opens under an older root key that is still there, and else names the one that is missing', () => {
    const sealed = sealSecret(keys, place, 'hush');
    assert.equal(openSecret(parseRootKeys(`2:${key(2)},1:${key(1)}`), place, sealed), 'hush');
    assert.throws(() => openSecret(parseRootKeys(`2:${key(2)}`), place, sealed), /key 1: add it to WEBHOOK_URL_KEYS/);
    assert.throws(() => openSecret(parseRootKeys(`1:${key(2)}`), place, sealed), SealedSecretError);
  });
});
