import { verification } from '../../bot/catalogue/format/verification.ts';
import type { SenderRequest } from '../../bot/catalogue/verification/sender.ts';
import { verifySender } from '../../bot/catalogue/verification/verify-sender.ts';

/** A request to a connection whose secret is in its setting `secret`. */
export interface Sent {
  body: string | Buffer;
  /** Names as the service writes them. */
  headers: Record<string, string>;
  secret?: string;
  secrets?: Record<string, string>;
  plain?: Record<string, unknown>;
  urls?: string[];
  /** Unix seconds. */
  at?: number;
}

/** Verifies a request by formats as they stand in `connector.json`; each setting `secret` is called `secret`. */
export function verifySent(formats: object | object[], sent: Sent) {
  const read = [formats].flat().map(format => verification.parse({ secret: 'secret', ...format }));
  return verifySender(read, senderRequest(sent));
}

export function senderRequest({ body, headers, secret, secrets, plain = {}, urls = [], at = 0 }: Sent): SenderRequest {
  return {
    bytes: Buffer.from(body),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    urls,
    secrets: secrets ?? (secret === undefined ? {} : { secret }),
    plain,
    now: at * 1000,
  };
}
