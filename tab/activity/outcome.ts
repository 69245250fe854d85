import type { ActivityOutcome, ActivitySummary, DeliveryView } from '../../bot/api/contract.ts';

/** What became of a request, as people see it: what is tried again is not like what only waits for its turn. */
export type ShownOutcome = ActivityOutcome | 'tryingAgain';

export function shownOutcome({ outcome, reason }: Pick<ActivitySummary, 'outcome' | 'reason'>): ShownOutcome {
  return outcome === 'waiting' && reason !== null ? 'tryingAgain' : outcome;
}

export const outcomes: readonly ActivityOutcome[] = ['posted', 'waiting', 'failed', 'ignored', 'refused'];

/** Whether it can be posted once more: what failed, and what was posted and may have been lost from sight. */
export function mayReplay(outcome: ActivityOutcome): boolean {
  return outcome === 'failed' || outcome === 'posted';
}

/** How the heading of a delivery's cards is to read. */
export function cardsHeading(state: DeliveryView['state']): 'cards' | 'cardsPending' | 'cardsNotPosted' {
  if (state === 'posted') return 'cards';
  return state === 'waiting' || state === 'sending' ? 'cardsPending' : 'cardsNotPosted';
}
