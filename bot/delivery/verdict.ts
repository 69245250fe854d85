import type { Failed } from './destination.ts';
import { backOff, longestRetryAfter, longestWaits } from './waits.ts';

/** What becomes of a delivery after an attempt that failed. */
export type Verdict =
  | {
      next: 'try again';
      /** In milliseconds. */
      after: number;
      hold: 'channel' | 'connection';
      possibleDuplicate: boolean;
      /** Others were posted while this one failed. */
      failedAlone: boolean;
      /** False where the answer may be owed to those that were posted just before. */
      judged: boolean;
      /** The channel cannot be reached, and the next attempt decides whether that lasts. */
      secondLook: boolean;
      /** The wait ends as soon as something else is posted. */
      untilWorks: boolean;
    }
  | { next: 'suspend' }
  | { next: 'dead letter'; alone: boolean };

/** What is known beside the answer. */
export interface Situation {
  /** Of this delivery, with the one that failed. */
  attempts: number;
  /** How often in a row the channel had to wait for each of its connections, with this time. */
  channelFailures: number;
  /**
   * Since it failed before, others were posted in its channel, and none has failed just now; or in the tenant, if
   * nothing else waits in its channel.
   */
  seemsAlone: boolean;
  /** How often it has failed alone before. */
  failedAlone: number;
  /** Something was posted in the channel just before. */
  channelIsBusy: boolean;
  /** Something was posted in the tenant since it failed before. */
  tenantWorks: boolean;
  /** The attempt before found the channel unreachable; or nobody would wait for another look. */
  secondLook: boolean;
  /** 0 to 1. */
  random: number;
}

/** A message that fails so often while others are posted is what fails, and not Teams. */
export const mostFailedAlone = 10;

const second = 1000;
const secondLookAfter = 5 * second;
/** These tell of the channel or of all of Teams, so that other connections of the channel had better wait too. */
const channelWide = new Set<number | undefined>([undefined, 401, 429, 503]);
/** After these nobody knows whether the card stands in the channel. */
const outcomeUnknown = new Set([500, 502, 504]);

/**
 * Decides by the answer. 412, 429, 5xx, time-outs and refused logins are tried again; 403 and 404 mean that the bot
 * cannot reach the channel; anything else would fail again. (Teams: "status code responses from bot conversational
 * APIs".) What fails while others are posted holds nobody but its own connection.
 */
export function verdictOn(failed: Failed, situation: Situation): Verdict {
  const { status, retryAfter } = failed;
  const { random, seemsAlone } = situation;
  const again = {
    next: 'try again',
    hold: 'connection',
    possibleDuplicate: status === undefined ? failed.sent : outcomeUnknown.has(status),
    failedAlone: false,
    judged: true,
    secondLook: false,
    untilWorks: retryAfter === undefined && !situation.tenantWorks,
  } as const;
  if (status === 403 || status === 404)
    return situation.secondLook
      ? { next: 'suspend' }
      : { ...again, after: secondLookAfter, secondLook: true, untilWorks: false };
  const passing = status === undefined || status === 401 || status === 408 || status === 412 || status === 429;
  if (!passing && status < 500) return { next: 'dead letter', alone: false };

  const told = asked(retryAfter, random);
  // The channel may be at its limit by what was posted before: whether it is, the next one shows.
  const judged = !(status === 429 && situation.channelIsBusy);
  const failedAlone = situation.failedAlone + (seemsAlone && judged ? 1 : 0);
  if (failedAlone >= mostFailedAlone) return { next: 'dead letter', alone: true };
  if (seemsAlone || failedAlone > 0) {
    const failures = seemsAlone ? Math.max(1, failedAlone) : situation.attempts;
    const own = backOff(failures, longestWaits.connection, random);
    return { ...again, judged, failedAlone: seemsAlone && judged, after: Math.max(told ?? 0, own) };
  }
  if (channelWide.has(status)) {
    const own = backOff(situation.channelFailures, longestWaits.channel, random);
    return { ...again, judged, hold: 'channel', after: told ?? own };
  }
  return { ...again, after: told ?? backOff(situation.attempts, longestWaits.connection, random) };
}

/** A little later than asked, each at another moment: what was told to wait together must not come back together. */
function asked(retryAfter: number | undefined, random: number): number | undefined {
  if (retryAfter === undefined) return undefined;
  return Math.min(retryAfter, longestRetryAfter) + Math.round(random * second);
}
