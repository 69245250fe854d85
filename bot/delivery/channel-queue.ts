import { type Expression, sql } from 'kysely';
import type { Store, StoreOrTransaction } from '../store/store.ts';
import type { Head } from './destination.ts';

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
  error: string | null;
}

/** How many of one connection are read at a time; between two readings, others of the channel get their turn. */
const perConnection = 4;

/**
 * Reads what is next in a channel: of each connection its oldest, in turns. Where nothing can be sent now, the queue
 * is put to rest in the same transaction, so that whatever wakes it from outside comes before or after, never between.
 * A channel that is to wait answers nothing.
 */
export async function nextOfChannel(store: Store, channelId: string, now: number): Promise<Queued[]> {
  return store.transaction().execute(async transaction => {
    const queue = await transaction
      .selectFrom('channel_queue')
      .selectAll()
      .where('channel_id', '=', channelId)
      .executeTakeFirst();
    if (!queue || queue.due_at === null || queue.due_at > now) return [];

    const own = await readOwn(transaction, queue.tenant_id, channelId);
    const ofConnections = await readOfConnections(transaction, queue.tenant_id, channelId);
    const ready: { turn: number; queued: Queued }[] = [];
    const heldUntil: number[] = [];
    for (const rows of Map.groupBy([...own, ...ofConnections], row => row.connection_id).values()) {
      const [oldest] = rows;
      if (oldest && oldest.next_attempt_at > now) heldUntil.push(oldest.next_attempt_at);
      else ready.push(...rows.map((row, turn) => ({ turn, queued: toQueued(row) })));
    }
    if (ready.length === 0)
      await transaction
        .updateTable('channel_queue')
        .set({ due_at: heldUntil.length === 0 ? null : Math.min(...heldUntil) })
        .where('tenant_id', '=', queue.tenant_id)
        .where('channel_id', '=', channelId)
        .execute();
    return ready.sort((a, b) => a.turn - b.turn).map(({ queued }) => queued);
  });
}

const columns = [
  'delivery.id',
  'delivery.tenant_id',
  'delivery.channel_id',
  'delivery.connection_id',
  'delivery.post_key',
  'delivery.notification',
  'delivery.queued_at',
  'delivery.attempts',
  'delivery.next_attempt_at',
  'delivery.error',
] as const;

/**
 * The first few of each connection that is not suspended. Reads no more rows than it answers.
 * One that is still marked as sending is among them: its attempt was cut off by a crash, since this channel has no
 * other worker.
 */
async function readOfConnections(store: StoreOrTransaction, tenantId: string, channelId: string) {
  const first = (connectionId: Expression<string>) =>
    store
      .selectFrom('delivery as waiting')
      .select('waiting.id')
      .where('waiting.channel_id', '=', channelId)
      .where('waiting.connection_id', '=', connectionId)
      .where('waiting.finished_at', 'is', null)
      .orderBy('waiting.id')
      .limit(perConnection);
  return store
    .selectFrom('connection')
    .innerJoin('delivery', join => join.on('delivery.id', 'in', first(sql.ref('connection.id'))))
    .select(columns)
    .select(['connection.name', 'connection.picture_url'])
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.channel_id', '=', channelId)
    .where('connection.suspended_at', 'is', null)
    .where('connection.removed_at', 'is', null)
    .orderBy('delivery.id')
    .execute();
}

function readOwn(store: StoreOrTransaction, tenantId: string, channelId: string) {
  return store
    .selectFrom('delivery')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('connection_id', 'is', null)
    .where('finished_at', 'is', null)
    .orderBy('id')
    .limit(perConnection)
    .execute();
}

type OfConnection = Awaited<ReturnType<typeof readOfConnections>>[number];
type Row = Awaited<ReturnType<typeof readOwn>>[number] & Partial<Pick<OfConnection, 'name' | 'picture_url'>>;

function toQueued(row: Row): Queued {
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
    error: row.error,
  };
}

/** The channels that have something to send now. */
export async function dueChannels(store: Store, now: number): Promise<string[]> {
  const rows = await store
    .selectFrom('channel_queue')
    .select('channel_id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(1000)
    .execute();
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
