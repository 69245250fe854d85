import type { Selectable } from 'kysely';
import type { ChannelQueueTable } from '../store/schema.ts';
import type { Store, StoreOrTransaction } from '../store/store.ts';
import type { Head } from './destination.ts';
import { type HeadRow, nextProbe, readOfConnections, readOwn } from './read-heads.ts';
import { type Turn, takeTurns } from './turns.ts';
import { isWaiting, lookAgainAfter, lookAgainAt } from './waits.ts';

/** The next delivery of a connection, as the queue of its channel hands it out. */
export interface Queued {
  id: number;
  tenantId: string;
  channelId: string;
  /** Null for what the app itself has to say. */
  connectionId: string | null;
  /** In whose name; null for the app's own. */
  head: Head | null;
  /** Under which it takes the place of what was posted before. */
  postKey: string | null;
  /** `Notification` as JSON. */
  notification: string;
  queuedAt: number;
  attempts: number;
  /** Since when what others do tells something of it: its last failure that did so itself; null if it has not failed. */
  judgedAt: number | null;
  /** How often it failed while others were posted. */
  failedAlone: number;
  /** The last attempt found its channel unreachable. */
  secondLook: boolean;
  /** Its connection is suspended, and was tried so often in vain; null for one that is not suspended. */
  probes: number | null;
  /** It goes in the stead of the one before it, which has failed for long. */
  insteadOf: { id: number; error: string | null } | null;
  error: string | null;
}

/** What is next in a channel. */
export interface Round {
  /** In the order in which they are to be posted. Empty where nothing can be sent now. */
  deliveries: Queued[];
  /** How often in a row the channel had to wait. */
  failures: number;
  /** When something was posted there for the last time. */
  postedAt: number;
  /** How many connections have something to post there. */
  connections: number;
}

const nothing: Round = { deliveries: [], failures: 0, postedAt: 0, connections: 0 };

/**
 * Reads what is next in a channel. Where nothing can be sent now, the queue is put to rest in the same transaction, so
 * that whatever wakes it from outside comes before or after, never between. A channel that is to wait answers nothing.
 */
export async function nextOfChannel(store: Store, channelId: string, now: number): Promise<Round> {
  return store.transaction().execute(async transaction => {
    const queue = await transaction
      .selectFrom('channel_queue')
      .selectAll()
      .where('channel_id', '=', channelId)
      .executeTakeFirst();
    if (!queue || queue.due_at === null || isAhead(queue.due_at, now)) return nothing;
    if (isWaiting({ since: queue.held_since, until: queue.held_until }, now)) {
      await rest(transaction, queue, [queue.held_until], now);
      return nothing;
    }
    const about = { tenantId: queue.tenant_id, channelId };
    const rows: HeadRow[] = [
      ...(await readOwn(transaction, about)),
      ...(await readOfConnections(transaction, about, now)),
    ];
    const { turns, waitingUntil } = takeTurns(rows, { heldBy: queue.held_by, postedAt: queue.posted_at }, now);
    if (turns.length === 0) {
      // What waits and was not read is a suspended connection's.
      const probe = queue.waiting > rows.length ? await nextProbe(transaction, about) : undefined;
      await rest(transaction, queue, probe === undefined ? waitingUntil : [...waitingUntil, probe], now);
    }
    return {
      deliveries: turns.map(toQueued),
      failures: queue.failures,
      postedAt: queue.posted_at,
      connections: new Set(rows.map(row => row.connection_id)).size,
    };
  });
}

/** True until the time has come. What is further away than anything is written is of before the clock was put back. */
const isAhead = (due: number, now: number) => due > now && due <= now + lookAgainAfter;

async function rest(
  transaction: StoreOrTransaction,
  { tenant_id, channel_id }: Selectable<ChannelQueueTable>,
  until: number[],
  now: number,
): Promise<void> {
  await transaction
    .updateTable('channel_queue')
    .set({ due_at: until.length === 0 ? null : lookAgainAt(Math.min(...until), now) })
    .where('tenant_id', '=', tenant_id)
    .where('channel_id', '=', channel_id)
    .execute();
}

function toQueued({ row, insteadOf }: Turn): Queued {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    channelId: row.channel_id,
    connectionId: row.connection_id,
    head: row.name === undefined ? null : { name: row.name, pictureUrl: row.picture_url ?? null },
    postKey: row.post_key,
    notification: row.notification,
    queuedAt: row.queued_at,
    attempts: row.attempts,
    judgedAt: row.judged_at ?? row.failing_since,
    failedAlone: row.failed_alone,
    secondLook: row.second_look === 1,
    probes: typeof row.suspended_at === 'number' ? (row.probes ?? 0) : null,
    insteadOf: insteadOf && { id: insteadOf.id, error: insteadOf.error },
    error: row.error,
  };
}

/** The channels that have something to send now. */
export async function dueChannels(store: Store, now: number): Promise<string[]> {
  const due = store
    .selectFrom('channel_queue')
    .select('channel_id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(1000);
  // Written before the clock was put back.
  const strayed = store
    .selectFrom('channel_queue')
    .select('channel_id')
    .where('due_at', '>', now + lookAgainAfter);
  const rows = [...(await due.execute()), ...(await strayed.limit(1000).execute())];
  return rows.map(row => row.channel_id);
}

/** Lets the queues of channels be looked at again, after something that is not a new delivery. */
export async function wakeChannels(store: StoreOrTransaction, tenantId: string, channelIds: string[]): Promise<void> {
  if (channelIds.length === 0) return;
  await store
    .updateTable('channel_queue')
    .set(eb => ({ due_at: eb.ref('held_until') }))
    .where('tenant_id', '=', tenantId)
    .where('channel_id', 'in', channelIds)
    .execute();
}
