import { z } from 'zod';

export type Fetch = (
  url: string,
  init: { signal: AbortSignal },
) => Promise<{ ok: boolean; status: number; json(): Promise<unknown> }>;

/** The Bot Framework's keys could not be had, so no token can be judged. */
export class KeysUnavailableError extends Error {
  override name = 'KeysUnavailableError';
}

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const keySchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  /** The channels whose activities this key may sign. */
  endorsements: z.array(z.string()).optional(),
});
const keySetSchema = z.object({ keys: z.array(z.unknown()) });

export type SigningKey = z.infer<typeof keySchema>;

/** Microsoft Learn, "Authenticate requests with the Bot Connector API": the list changes, look at least once a day. */
const longestUse = 24 * 60 * 60 * 1000;
/** How soon an unknown key id may make us ask again: new keys are found, and nobody can make us ask all the time. */
const shortestPause = 5 * 60 * 1000;
const timeout = 10_000;

export interface SigningKeysOptions {
  metadataUrl: string;
  fetch: Fetch;
  now: () => number;
}

/** The published keys of an issuer, fetched when they are needed and kept. */
export function createSigningKeys({ metadataUrl, fetch, now }: SigningKeysOptions) {
  let keys = new Map<string, SigningKey>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;

  /** The key of that id; undefined if it is not published. Throws a KeysUnavailableError. */
  async function find(id: string): Promise<SigningKey | undefined> {
    const age = now() - fetchedAt;
    const known = keys.get(id);
    if (known && age < longestUse) return known;
    if (!known && age < shortestPause) return undefined;
    underWay ??= refresh().finally(() => {
      underWay = undefined;
    });
    try {
      await underWay;
    } catch (error) {
      // A key that was good yesterday is better than no bot while the metadata is away.
      if (known) return known;
      const detail = error instanceof Error ? error.message : String(error);
      throw new KeysUnavailableError(`The Bot Framework's signing keys could not be had: ${detail}`, { cause: error });
    }
    return keys.get(id);
  }

  async function refresh(): Promise<void> {
    const { jwks_uri } = metadataSchema.parse(await getJson(metadataUrl));
    const set = keySetSchema.parse(await getJson(jwks_uri));
    const usable = set.keys.flatMap(key => keySchema.safeParse(key).data ?? []);
    keys = new Map(usable.map(key => [key.kid, key]));
    fetchedAt = now();
  }

  async function getJson(url: string): Promise<unknown> {
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeout) });
    if (!answer.ok) throw new Error(`${new URL(url).host} answered ${answer.status}`);
    return answer.json();
  }

  return { find };
}
