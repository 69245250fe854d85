import { setImmediate } from 'node:timers/promises';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { rowSize } from './activity-budget.ts';
import { oldest } from './channel-worker.ts';
import { rememberedFor } from './repeated-deliveries.ts';

/** What arrived and what was posted is kept for people to look at and replay for so long. */
export const kept = 7 * 24 * 60 * 60 * 1000;
/** A card that may still be updated is remembered for so long: a URL transition may take a year. */
const keptWithKey = 400 * 24 * 60 * 60 * 1000;
/** Rows a statement; between two of them others get their turn: a large backlog must not hold them up. */
const chunk = 1_000;

/**
 * The service's own housekeeping, for all tenants: what belongs to removed connections is cancelled, what is a day old
 * and could not be sent goes to the dead letters, and what is older than seven days is deleted.
 */
export async function tidy(store: Store, now: number): Promise<void> {
  await endWaiting(store, now, 'cancelled', 'The connection was removed before this was posted.', removed(store));
  await endWaiting(
    store,
    now,
    'dead letter',
    'Not posted within a day: the channel could not be reached.',
    old(store, now),
  );
  await deleteOld(store, now);
}

const unsent = (store: Store) =>
  store
    .selectFrom('delivery')
    .select('delivery.id')
    .where('finished_at', 'is', null)
    .where('state', '=', 'waiting')
    .limit(chunk);

const removed = (store: Store) =>
  unsent(store).where(
    'connection_id',
    'in',
    store.selectFrom('connection').select('id').where('removed_at', 'is not', null),
  );

const old = (store: Store, now: number) => unsent(store).where('queued_at', '<=', now - oldest);

async function endWaiting(
  store: Store,
  now: number,
  state: 'cancelled' | 'dead letter',
  reason: string,
  which: ReturnType<typeof unsent>,
): Promise<void> {
  for (let ended = chunk; ended === chunk; ) {
    ended = await store.transaction().execute(async transaction => {
      const rows = await transaction
        .updateTable('delivery')
        .set(eb => ({ state, finished_at: now, error: eb.fn.coalesce('error', eb.val(reason)) }))
        .where('id', 'in', which)
        .returning('channel_id')
        .execute();
      for (const [channelId, ofChannel] of Map.groupBy(rows, row => row.channel_id))
        await transaction
          .updateTable('channel_queue')
          .set(eb => ({ waiting: eb('waiting', '-', ofChannel.length) }))
          .where('channel_id', '=', channelId)
          .execute();
      return rows.length;
    });
    await setImmediate();
  }
}

async function deleteOld(store: Store, now: number): Promise<void> {
  const finished = store
    .selectFrom('delivery')
    .select('id')
    .where('finished_at', '<', now - kept)
    .where(eb =>
      eb.or([
        eb('post_key', 'is', null),
        eb('finished_at', '<', now - keptWithKey),
        // Of a card that was updated often, the last row tells where it stands.
        eb.exists(
          eb
            .selectFrom('delivery as newer')
            .select('newer.id')
            .whereRef('newer.channel_id', '=', 'delivery.channel_id')
            .whereRef('newer.post_key', '=', 'delivery.post_key')
            .whereRef('newer.id', '>', 'delivery.id')
            .where('newer.state', '=', 'posted'),
        ),
      ]),
    )
    .limit(chunk);
  const arrived = store
    .selectFrom('activity')
    .select('id')
    .where('id', '<', firstId(now - kept))
    .limit(chunk);
  for (let deleted = chunk; deleted === chunk; ) {
    const rows = await store.deleteFrom('delivery').where('id', 'in', finished).returning('id').execute();
    deleted = rows.length;
    await setImmediate();
  }
  await store
    .deleteFrom('seen_delivery_id')
    .where('at', '<=', now - rememberedFor)
    .execute();
  for (let deleted = chunk; deleted === chunk; ) {
    deleted = await deleteActivity(store, arrived);
    await setImmediate();
  }
  await store
    .updateTable('activity_size')
    .set({ left_out: 0, left_out_at: null })
    .where('left_out_at', '<', now - kept)
    .execute();
  await store.deleteFrom('activity_size').where('bytes', '<=', 0).where('left_out_at', 'is', null).execute();
}

/** Deletes rows, and makes room for others in the budgets of their connections. Answers how many. */
async function deleteActivity(
  store: Store,
  which: SelectQueryBuilder<Schema, 'activity', { id: string }>,
): Promise<number> {
  return store.transaction().execute(async transaction => {
    const rows = await transaction
      .deleteFrom('activity')
      .where('id', 'in', which)
      .returning(['connection_id', sql<number>`coalesce(octet_length(body), 0)`.as('size')])
      .execute();
    for (const [connectionId, ofConnection] of Map.groupBy(rows, row => row.connection_id)) {
      const bytes = ofConnection.reduce((sum, { size }) => sum + size + rowSize, 0);
      await transaction
        .updateTable('activity_size')
        .set(eb => ({ bytes: eb('bytes', '-', bytes) }))
        .where('connection_id', '=', connectionId)
        .execute();
    }
    return rows.length;
  });
}

/** Where the ids of a time begin: they are UUIDs of version 7, which are found by it without an index of its own. */
function firstId(time: number): string {
  const hex = time.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
