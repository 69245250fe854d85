import { createHash, timingSafeEqual } from 'node:crypto';

/** For signatures, whose length is no secret. Constant time. */
export function equalSignatures(given: string, expected: string): boolean {
  const bytes = Buffer.from(given);
  const expectedBytes = Buffer.from(expected);
  return bytes.length === expectedBytes.length && timingSafeEqual(bytes, expectedBytes);
}

/** For secrets: constant time, whatever their lengths. */
export function equalSecrets(given: Buffer, expected: Buffer): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
