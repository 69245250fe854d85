import type { HeadRow } from './read-heads.ts';
import { isWaiting } from './waits.ts';

/** What is known of a channel when its next deliveries are chosen. */
export interface ChannelState {
  /** Whose delivery made the channel wait: a connection, or empty for the app itself; null if nobody's. */
  heldBy: string | null;
  /** When something was posted for the last time. */
  postedAt: number;
}

/** A delivery whose turn it is. */
export interface Turn {
  row: HeadRow;
  /** The one that fails before it: it is tried once in its stead, so that it is known which of them is at fault. */
  insteadOf: HeadRow | null;
}

/** Who has failed for so long gives way, once, to the one behind. */
const giveWayAfter = 60 * 60 * 1000;

/**
 * Whose turn it is: one of each connection, then the second of each, and so on. Within a connection the order is that
 * of arrival, always. Of the connections, the one whose turn was longest ago comes first, but the one that has made the
 * channel wait goes behind the others, so that it cannot do so twice in a row.
 * Also answers the times until which the others wait.
 */
export function takeTurns(
  rows: readonly HeadRow[],
  { heldBy, postedAt }: ChannelState,
  now: number,
): { turns: Turn[]; waitingUntil: number[] } {
  const ready: { rank: number; place: number; turn: Turn }[] = [];
  const waitingUntil: number[] = [];
  const connections = [...Map.groupBy(rows, row => row.connection_id ?? '')].sort(
    ([one, [a]], [other, [b]]) =>
      Number(one === heldBy) - Number(other === heldBy) ||
      lastTurn(a, postedAt) - lastTurn(b, postedAt) ||
      (a?.id ?? 0) - (b?.id ?? 0),
  );
  for (const [place, [, ofConnection]] of connections.entries()) {
    const [head] = ofConnection;
    if (!head) continue;
    if (mustWait(head, postedAt, now)) waitingUntil.push(head.next_attempt_at);
    else ready.push(...turnsOf(head, ofConnection, now).map((turn, rank) => ({ rank, place, turn })));
  }
  ready.sort((a, b) => a.rank - b.rank || a.place - b.place);
  return { turns: ready.map(({ turn }) => turn), waitingUntil };
}

/**
 * To have failed counts as a turn as long as nobody was posted since, or one that always fails would come first again
 * and again. What the app itself has to say is little, and comes first.
 */
function lastTurn(head: HeadRow | undefined, postedAt: number): number {
  if (!head) return 0;
  const failedAt = head.judged_at !== null && head.judged_at >= postedAt ? head.judged_at : -1;
  return Math.max(failedAt, head.connection_id === null ? -1 : (head.last_finished_at ?? 0));
}

function mustWait({ next_attempt_at, tried_at, until_works }: HeadRow, postedAt: number, now: number): boolean {
  const since = tried_at ?? 0;
  if (until_works === 1 && postedAt > since && postedAt <= now) return false;
  return isWaiting({ since, until: next_attempt_at }, now);
}

function turnsOf(head: HeadRow, ofConnection: readonly HeadRow[], now: number): Turn[] {
  // Whether a suspended connection reaches its channel, one message tells.
  if (typeof head.suspended_at === 'number') return [{ row: head, insteadOf: null }];
  const [, behind] = ofConnection;
  if (behind && givesWay(head, behind, now)) return [{ row: behind, insteadOf: head }];
  return ofConnection.map(row => ({ row, insteadOf: null }));
}

function givesWay({ failing_since }: HeadRow, { tried_at }: HeadRow, now: number): boolean {
  const isTried = tried_at !== null && tried_at <= now && now - tried_at < giveWayAfter;
  return failing_since !== null && now - failing_since >= giveWayAfter && !isTried;
}
