import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RootKeys } from './root-keys.ts';

/**
 * What a webhook URL's token says: 256 bits, being connection 96, root key 8, epoch 8, generation 16 and a MAC of
 * 128 (HMAC-SHA-256, cut). So a URL can be shown again, a forged one is refused without a look into the database,
 * and a stolen database holds no URL.
 */
export interface Token {
  /** 24 hexadecimal digits. */
  connectionId: string;
  rootKey: number;
  epoch: number;
  generation: number;
}

export const tokenBytes = 32;
const signedBytes = 16;

/** The 32 bytes of a token. Throws if its root key is not known here. */
export function writeToken(keys: RootKeys, token: Token): Buffer {
  const bytes = Buffer.alloc(tokenBytes);
  bytes.write(token.connectionId, 0, 12, 'hex');
  bytes.writeUInt8(token.rootKey, 12);
  bytes.writeUInt8(token.epoch, 13);
  bytes.writeUInt16BE(token.generation, 14);
  const mac = macOf(keys, bytes);
  if (!mac) throw new Error(`The webhook URL key ${token.rootKey} is missing: add it to WEBHOOK_URL_KEYS.`);
  mac.copy(bytes, signedBytes, 0, tokenBytes - signedBytes);
  return bytes;
}

/** What the token says, or undefined if it is forged or of a root key that is not known here. Constant time. */
export function readToken(keys: RootKeys, bytes: Buffer): Token | undefined {
  if (bytes.length !== tokenBytes) return undefined;
  const mac = macOf(keys, bytes);
  if (!mac || !timingSafeEqual(mac.subarray(0, tokenBytes - signedBytes), bytes.subarray(signedBytes)))
    return undefined;
  return {
    connectionId: bytes.toString('hex', 0, 12),
    rootKey: bytes.readUInt8(12),
    epoch: bytes.readUInt8(13),
    generation: bytes.readUInt16BE(14),
  };
}

function macOf(keys: RootKeys, bytes: Buffer): Buffer | undefined {
  const key = keys.macKey(bytes.readUInt8(12), bytes.readUInt8(13));
  return key && createHmac('sha256', key).update(bytes.subarray(0, signedBytes)).digest();
}
