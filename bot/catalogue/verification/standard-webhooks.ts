import { createHmac } from 'node:crypto';
import { equalSignatures } from './equal.ts';
import { type Absent, headerOf, notVerified, readHeader, type SenderRequest, type SenderVerdict } from './sender.ts';
import { outOfTime, readTimestamp } from './timestamp.ts';

/** As its reference libraries have it. */
const toleranceSeconds = 5 * 60;

/**
 * Standard Webhooks (https://www.standardwebhooks.com): several signatures `v1,BASE64` with spaces between them, over
 * `ID.TIMESTAMP.BODY`. Svix, from which it comes, sends the same under names of its own.
 */
export function verifyStandardWebhooks(secret: string, request: SenderRequest): SenderVerdict | Absent {
  const family =
    headerOf(request, 'webhook-signature') === undefined && headerOf(request, 'svix-signature') ? 'svix' : 'webhook';
  const signatures = readHeader(request, `${family}-signature`, 'v1,', ' ');
  if ('absent' in signatures) return signatures;
  const id = readHeader(request, `${family}-id`);
  if ('absent' in id) return id;
  const timestamp = readHeader(request, `${family}-timestamp`);
  if ('absent' in timestamp) return timestamp;

  const key = keyOf(secret);
  if (!key) return notVerified('The secret of this connection is not in Base64, as whsec_… is: enter it again.');
  const expected = createHmac('sha256', key)
    .update(`${id.values[0]}.${timestamp.values[0]}.`, 'latin1')
    .update(request.bytes)
    .digest('base64');
  if (!signatures.values.some(signature => equalSignatures(signature, expected)))
    return notVerified(`The signature in ${family}-signature does not fit the body and the secret.`);

  const time = readTimestamp(timestamp.values[0]);
  if (time === undefined) return notVerified(`The time in ${family}-timestamp cannot be read.`);
  const late = outOfTime(time, request.now, toleranceSeconds);
  return late === undefined ? { verified: true, signed: { id: id.values[0] } } : notVerified(late);
}

/** Undefined unless it is Base64 of at least one byte: Node would make an empty key, known to everybody, of any other. */
function keyOf(secret: string): Buffer | undefined {
  const encoded = secret.replace(/^whsec_/, '');
  return /^[A-Za-z0-9+/]{2,}={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64') : undefined;
}
