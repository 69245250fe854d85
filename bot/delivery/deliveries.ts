import type { Selectable } from 'kysely';
import type { DeliveryState, DeliveryTable, Time } from '../store/schema.ts';
import type { Store, StoreOrTransaction } from '../store/store.ts';
import { wakeChannels } from './channel-queue.ts';

/** What people see of a delivery. */
export interface Delivery {
  id: number;
  /** Null for what the app itself had to say. */
  connectionId: string | null;
  channelId: string;
  /** The `request-id` of the request it came from; null for what we post ourselves. */
  activityId: string | null;
  state: DeliveryState;
  summary: string;
  queuedAt: Time;
  finishedAt: Time | null;
  attempts: number;
  possibleDuplicates: number;
  error: string | null;
}

export interface DeliveryFilter {
  connectionId?: string;
  state?: DeliveryState;
  /** Only those before this id, for the next page. */
  before?: number;
  /** 1 to 1,000. */
  limit: number;
}

/** A delivery that is not there, or cannot be replayed now. */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
}

/** The newest first. */
export async function listDeliveries(store: Store, tenantId: string, filter: DeliveryFilter): Promise<Delivery[]> {
  const { connectionId, state, before } = filter;
  let query = store.selectFrom('delivery').selectAll().where('tenant_id', '=', tenantId);
  if (connectionId !== undefined) query = query.where('connection_id', '=', connectionId);
  if (state !== undefined) query = query.where('state', '=', state);
  if (before !== undefined) query = query.where('id', '<', before);
  const rows = await query.orderBy('id', 'desc').limit(filter.limit).execute();
  return rows.map(toDelivery);
}

/**
 * Posts again: a dead letter or cancelled delivery goes back into its queue, of a posted one a copy is made, so that
 * its history stays. Throws a DeliveryError.
 */
export async function replayDelivery(store: Store, tenantId: string, id: number, now: number): Promise<Delivery> {
  return store.transaction().execute(async transaction => {
    const row = await transaction
      .selectFrom('delivery')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) throw new DeliveryError(`There is no delivery ${id}. "deliveries list" shows those there are.`);
    if (row.finished_at === null) throw new DeliveryError(`Delivery ${id} is still waiting to be posted.`);
    await mustBeThere(transaction, tenantId, row.connection_id);
    const again = row.state === 'posted' ? await copy(transaction, row, now) : await requeue(transaction, row, now);
    await transaction
      .updateTable('channel_queue')
      .set({ waiting: eb => eb('waiting', '+', 1) })
      .where('tenant_id', '=', tenantId)
      .where('channel_id', '=', row.channel_id)
      .execute();
    await wakeChannels(transaction, tenantId, [row.channel_id]);
    return toDelivery(again);
  });
}

/** The ids of all dead letters, oldest first. */
export async function deadLetterIds(store: Store, tenantId: string, connectionId?: string): Promise<number[]> {
  let query = store
    .selectFrom('delivery')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'dead letter');
  if (connectionId !== undefined) query = query.where('connection_id', '=', connectionId);
  return (await query.orderBy('id').execute()).map(row => row.id);
}

async function mustBeThere(store: StoreOrTransaction, tenantId: string, connectionId: string | null): Promise<void> {
  if (connectionId === null) return;
  const row = await store
    .selectFrom('connection')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new DeliveryError('Its connection was removed, so it cannot be posted again.');
}

const fresh = (now: number) => ({
  state: 'waiting' as const,
  queued_at: now,
  next_attempt_at: 0,
  until_works: 0 as const,
  tried_at: null,
  failing_since: null,
  judged_at: null,
  failed_alone: 0,
  second_look: 0 as const,
  attempts: 0,
  possible_duplicates: 0,
  error: null,
  finished_at: null,
  posted_conversation_id: null,
  posted_activity_id: null,
});

function copy(store: StoreOrTransaction, { id: _, ...row }: Selectable<DeliveryTable>, now: number) {
  return store
    .insertInto('delivery')
    .values({ ...row, ...fresh(now) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function requeue(store: StoreOrTransaction, row: Selectable<DeliveryTable>, now: number) {
  return store
    .updateTable('delivery')
    .set(fresh(now))
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

function toDelivery(row: Selectable<DeliveryTable>): Delivery {
  return {
    id: row.id,
    connectionId: row.connection_id,
    channelId: row.channel_id,
    activityId: row.activity_id,
    state: row.state,
    summary: row.summary,
    queuedAt: row.queued_at,
    finishedAt: row.finished_at,
    attempts: row.attempts,
    possibleDuplicates: row.possible_duplicates,
    error: row.error,
  };
}
