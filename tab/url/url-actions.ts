import type { ConnectionDetail, OldUrl, Regenerate, UrlState } from '../../bot/api/contract.ts';

/** What can be done about a webhook URL, by somebody who may change the connection. */
export interface UrlActions {
  /** The one way to regenerate it; undefined where there is none, or where it is under way. */
  regenerate: Regenerate | undefined;
  /** Whether regenerating is what has to be done next. */
  urgent: boolean;
  reportLeak: boolean;
}

export function urlActions({
  url,
  regenerate,
  replacedBy,
}: Pick<ConnectionDetail, 'url' | 'regenerate' | 'replacedBy'>): UrlActions {
  if (!url || replacedBy) return { regenerate: undefined, urgent: false, reportLeak: false };
  return {
    regenerate: regenerate ?? undefined,
    urgent: needsAttention(url),
    // Reported once is enough, and an ended URL cannot leak any more.
    reportLeak: url.status !== 'expired' && url.reason !== 'leaked',
  };
}

/** Somebody has to do something: regenerate the URL. */
export function needsAttention(state: UrlState): boolean {
  return state.status === 'attention-required' || state.status === 'expired';
}

/** Changes are on their way from elsewhere: worth another look every few seconds. */
export function worthWatching(state: UrlState): boolean {
  return state.status === 'waiting-for-first-message';
}

/** Which old URLs still work, and which have ended. */
export function byEnd(oldUrls: readonly OldUrl[], now: number): { working: OldUrl[]; ended: OldUrl[] } {
  return {
    working: oldUrls.filter(({ endsAt }) => endsAt > now),
    ended: oldUrls.filter(({ endsAt }) => endsAt <= now),
  };
}
