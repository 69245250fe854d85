import type { Failed } from './destination.ts';

/** What becomes of a delivery after an attempt that failed. */
export type Verdict =
  | { next: 'try again'; after: number; hold: 'channel' | 'connection'; possibleDuplicate: boolean }
  | { next: 'suspend' }
  | { next: 'dead letter' };

const second = 1000;
const longestWait = 5 * 60 * second;
const longestRetryAfter = 60 * 60 * second;
/** These tell of the channel or of all of Teams, so that other connections of the channel had better wait too. */
const channelWide = new Set<number | undefined>([undefined, 401, 429, 503]);
/** After these nobody knows whether the card stands in the channel. */
const outcomeUnknown = new Set([500, 502, 504]);

/**
 * Decides by the answer. 412, 429, 5xx, time-outs and refused logins are tried again; 403 and 404 mean that the bot
 * cannot reach the channel; anything else would fail again. (Teams: "status code responses from bot conversational
 * APIs".) `attempts` counts the one that failed; `random` is 0 to 1; times are in milliseconds.
 */
export function verdictOn(failed: Failed, attempts: number, random: number): Verdict {
  const { status } = failed;
  if (status === 403 || status === 404) return { next: 'suspend' };
  const passing = status === undefined || status === 401 || status === 408 || status === 412 || status === 429;
  if (!passing && status < 500) return { next: 'dead letter' };
  return {
    next: 'try again',
    after: waitFor(failed.retryAfter, attempts, random),
    hold: channelWide.has(status) ? 'channel' : 'connection',
    possibleDuplicate: status === undefined ? failed.sent : outcomeUnknown.has(status),
  };
}

function waitFor(retryAfter: number | undefined, attempts: number, random: number): number {
  // A little later than asked, each at another moment: what was told to wait together must not come back together.
  if (retryAfter !== undefined) return Math.min(retryAfter, longestRetryAfter) + Math.round(random * second);
  const exponential = Math.min(second * 2 ** Math.min(attempts - 1, 20), longestWait);
  return Math.round(exponential * (0.5 + random / 2));
}
