import type { RootKeys } from './root-keys.ts';
import { openSecret, sealSecret } from './sealed-secret.ts';
import { isSealed, readStored } from './settings.ts';

/**
 * The settings of a connection, as they are stored, for another one: each secret opened and sealed anew, under the
 * current root key. Throws a SealedSecretError if one cannot be opened.
 */
export function resealSettings(keys: RootKeys, place: { from: string; to: string }, stored: string): string {
  return mapSecrets(stored, (setting, secret) =>
    sealSecret(
      keys,
      { connectionId: place.to, setting },
      openSecret(keys, { connectionId: place.from, setting }, secret),
    ),
  );
}

/** The same, for its own connection: only what is sealed under another root key than the current one. */
export function resealOldSecrets(keys: RootKeys, connectionId: string, stored: string): string {
  return mapSecrets(stored, (setting, secret) => {
    // Where its key is gone, somebody has to enter the secret again.
    if (secret.rootKey === keys.current || !keys.sealingKey(secret.rootKey)) return secret;
    return sealSecret(keys, { connectionId, setting }, openSecret(keys, { connectionId, setting }, secret));
  });
}

/** Which root keys the secrets are sealed under, one entry a secret. */
export function rootKeysOfSecrets(stored: string): number[] {
  return Object.values(readStored(stored))
    .filter(isSealed)
    .map(secret => secret.rootKey);
}

function mapSecrets(
  stored: string,
  reseal: (setting: string, secret: ReturnType<typeof sealSecret>) => ReturnType<typeof sealSecret>,
): string {
  const entries = Object.entries(readStored(stored));
  return JSON.stringify(
    Object.fromEntries(entries.map(([setting, value]) => [setting, isSealed(value) ? reseal(setting, value) : value])),
  );
}
