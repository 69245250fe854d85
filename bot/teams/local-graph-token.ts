import { z } from 'zod';
import { playgroundIdentity } from '../config.ts';
import type { GetGraphToken } from './graph-token.ts';

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });

/** How long before its end a token is no longer used, in milliseconds. */
const reserve = 5 * 60_000;

export interface LocalTokenOptions {
  playgroundUrl: string;
  /** Milliseconds. */
  timeout?: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Tokens for the Graph that the playground plays; it believes whoever runs on this machine. */
export function localGraphToken({ playgroundUrl, timeout = 10_000, now }: LocalTokenOptions): GetGraphToken {
  let last: { tenantId: string; token: string; until: number } | undefined;
  return async (tenantId, anew) => {
    if (last?.tenantId === tenantId && now() < last.until && !anew) return last.token;
    const response = await fetch(`${playgroundUrl}/login/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: playgroundIdentity.appId,
        scope: 'https://graph.microsoft.com/.default',
      }),
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) throw new Error(`the playground answered ${response.status}.`);
    const { access_token: token, expires_in: seconds } = tokenAnswer.parse(await response.json());
    last = { tenantId, token, until: now() + seconds * 1000 - reserve };
    return token;
  };
}
