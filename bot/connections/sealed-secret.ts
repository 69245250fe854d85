import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RootKeys } from './root-keys.ts';

/** A secret as it is stored: AES-256-GCM, with the id of the root key whose sealing key opens it. */
export const sealedSecret = z.strictObject({
  rootKey: z.int(),
  /** Nonce, ciphertext and tag, in base64url. */
  sealed: z.string(),
});
export type SealedSecret = z.infer<typeof sealedSecret>;

/** What a sealed secret is bound to: at another place it cannot be opened. */
export interface SecretPlace {
  connectionId: string;
  /** The setting's id. */
  setting: string;
}

/**
 * Why a secret cannot be opened.
 * - `root-key-missing`: the root key under which it is sealed is not known here
 * - `unreadable`: it was changed, or sealed for another place
 */
export type SealedSecretProblem =
  | { code: 'root-key-missing'; rootKey: number }
  | { code: 'unreadable'; setting: string };

/** A secret that is in the store but cannot be opened, and what a person can do about it. */
export class SealedSecretError extends Error {
  override name = 'SealedSecretError';
  readonly problem: SealedSecretProblem;

  constructor(problem: SealedSecretProblem) {
    super(
      problem.code === 'unreadable'
        ? `The setting "${problem.setting}" of this connection cannot be opened: enter it again.`
        : `Secret settings are sealed under the key ${problem.rootKey}: add it to WEBHOOK_URL_KEYS.`,
    );
    this.problem = problem;
  }
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Seals under the current root key. */
export function sealSecret(keys: RootKeys, place: SecretPlace, secret: string): SealedSecret {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyOf(keys, keys.current), nonce, { authTagLength: tagBytes });
  cipher.setAAD(bindingOf(place));
  const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { rootKey: keys.current, sealed: sealed.toString('base64url') };
}

/** Throws a SealedSecretError if the root key is missing, or if the secret was changed or sealed for another place. */
export function openSecret(keys: RootKeys, place: SecretPlace, { rootKey, sealed }: SealedSecret): string {
  const key = keyOf(keys, rootKey);
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(bindingOf(place));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const opened = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return opened.toString('utf8');
  } catch {
    throw new SealedSecretError({ code: 'unreadable', setting: place.setting });
  }
}

function keyOf(keys: RootKeys, rootKey: number) {
  const key = keys.sealingKey(rootKey);
  if (!key) throw new SealedSecretError({ code: 'root-key-missing', rootKey });
  return key;
}

/** No id holds a space. */
const bindingOf = ({ connectionId, setting }: SecretPlace) => Buffer.from(`${connectionId} ${setting}`);
