import { createHmac } from 'node:crypto';
import type { VerificationFormat } from '../format/verification.ts';
import { equalSignatures } from './equal.ts';
import {
  type Absent,
  notVerified,
  readHeader,
  type SenderRequest,
  type SenderVerdict,
  verifiedBody,
} from './sender.ts';
import { outOfTime, readTimestamp } from './timestamp.ts';

type HmacFormat = Extract<VerificationFormat, { kind: 'hmac' }>;

/** A signature of the body, as GitHub, Slack, Stripe, Trello, PagerDuty and most others make it. */
export function verifyHmac(format: HmacFormat, secret: string, request: SenderRequest): SenderVerdict | Absent {
  const signatures = readHeader(request, format.header, format.prefix, format.separator);
  if ('absent' in signatures) return signatures;
  const timestamp = timestampText(format, request);
  if (typeof timestamp !== 'string') return timestamp;

  const given = signatures.values.map(signature => normalise(format, signature));
  const fits = candidates(format, request).some(candidate => {
    const expected = normalise(format, digest(format, secret, timestamp, candidate));
    return given.some(signature => equalSignatures(signature, expected));
  });
  if (!fits) return notVerified(`The signature in ${format.header} does not fit the body and the secret.`);
  if (!format.timestamp) return verifiedBody;

  const time = readTimestamp(timestamp);
  if (time === undefined) return notVerified('The time at which the request was signed cannot be read.');
  const late = outOfTime(time, request.now, format.timestamp.toleranceSeconds);
  return late === undefined ? verifiedBody : notVerified(late);
}

/** The time of the signature as it is signed; empty where none is declared. */
function timestampText(format: HmacFormat, request: SenderRequest): string | Absent {
  if (!format.timestamp) return '';
  const { header = format.header, prefix } = format.timestamp;
  const parts = readHeader(request, header, prefix, format.separator);
  return 'absent' in parts ? parts : parts.values[0];
}

interface Candidate {
  body: Buffer;
  url: Buffer;
}

/** What the sender may have signed: each URL that it may have, and the text as bytes or as characters of eight bits. */
function candidates({ signed, eightBit }: HmacFormat, { bytes, urls }: SenderRequest): Candidate[] {
  const addresses = signed?.includes('{url}') ? urls : [''];
  const inBytes = addresses.map(url => ({ body: bytes, url: Buffer.from(url) }));
  if (!eightBit) return inBytes;
  const cut = Buffer.from(bytes.toString('utf8'), 'latin1');
  return [...inBytes, ...addresses.map(url => ({ body: cut, url: Buffer.from(url, 'latin1') }))];
}

function digest(format: HmacFormat, secret: string, timestamp: string, { body, url }: Candidate): string {
  const hmac = createHmac(format.algorithm, secret);
  for (const piece of (format.signed ?? '{body}').split(/(\{[a-z]+\})/))
    switch (piece) {
      case '{body}':
        hmac.update(body);
        break;
      case '{timestamp}':
        hmac.update(timestamp, 'latin1');
        break;
      case '{url}':
        hmac.update(url);
        break;
      default:
        hmac.update(piece);
    }
  return hmac.digest(format.encoding);
}

/** Hexadecimal digits come in either case, Base64 with or without its padding. */
function normalise({ encoding }: HmacFormat, signature: string): string {
  return encoding === 'hex' ? signature.toLowerCase() : signature.replace(/={1,2}$/, '');
}
