import { z } from 'zod';
import type { RootKeys } from '../connections/root-keys.ts';
import type { Token } from '../connections/token.ts';
import { readShortToken } from '../connections/webhook-url.ts';
import { readAddress } from './address.ts';

/** One webhook URL that was found where it should not be. */
export interface FoundUrl {
  /** The URL, or its token alone, as it was reported. A credential, perhaps: never in logs or answers. */
  secret: string;
  /** The scanner's word for what it is. */
  type: string | undefined;
  /** Where it was found, for people. */
  detail: string;
}

export const mostFound = 1_000;
const longestSecret = 4_000;
const longestDetail = 500;

const secret = z.string().max(longestSecret);
const word = z.string().max(200);
const place = z.string().nullish();
/** As GitHub sends it: `token` is what was found, `url` is where, `source` is in what. */
const ofScanner = z
  .object({ token: secret, type: word.optional(), url: place, source: place })
  .transform(({ token, type, url, source }) => ({ secret: token, type, detail: (url || source) ?? '' }));
/** The plain form: `url` is the webhook URL. */
const ofPerson = z
  .object({ url: secret, type: word.optional(), source: place })
  .transform(({ url, type, source }) => ({ secret: url, type, detail: source ?? '' }));
const found = z
  .union([ofScanner, ofPerson])
  .transform((one): FoundUrl => ({ ...one, detail: one.detail.slice(0, longestDetail) }));
const report = z.union([found, z.array(found)]);

/** Reads a report: one `{ url }`, or a list as GitHub's secret scanning sends it. Undefined if it is neither. */
export function readLeakReport(bytes: Buffer): FoundUrl | FoundUrl[] | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    // Counted first: what is wrong with each of a hundred thousand takes a second to say.
    if (Array.isArray(value) && value.length > mostFound) return undefined;
    return report.safeParse(value).data;
  } catch {
    // Not JSON.
    return undefined;
  }
}

/** The token in what was found: a whole URL of any shape, or the token alone. Undefined if it is not one of ours. */
export function tokenIn(keys: RootKeys, { secret }: FoundUrl): Token | undefined {
  const path = /\/(?:w|webhookb2|workflows)\/\S*/.exec(secret)?.[0];
  return path === undefined ? readShortToken(keys, secret.trim()) : readAddress(keys, path).token;
}
