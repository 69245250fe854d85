import type { Transaction } from 'kysely';
import { perTurn } from '../store/batch.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';

/** What an attempt to post is written down with, before it and after it. Times are in milliseconds. */
export type Entry = { id: number; tenantId: string; channelId: string } & (
  | { kind: 'sending' }
  | { kind: 'posted'; at: number; conversationId: string; activityId: string }
  | { kind: 'dead letter'; at: number; error: string }
  | { kind: 'try again'; at: number; hold: 'channel' | 'connection'; possibleDuplicate: boolean; error: string }
  | { kind: 'suspended'; at: number; connectionId: string; error: string }
);

/** Marks connections as suspended, within the given transaction. */
export type Suspend = (
  transaction: Transaction<Schema>,
  connection: { tenantId: string; connectionId: string; at: number; reason: string },
) => Promise<void>;

/**
 * Writes entries down; those of one turn of the event loop in one transaction. Answers false for a delivery that is
 * no longer there to be sent, because it was cancelled in between.
 */
export function createJournal(store: Store, suspend: Suspend): (entry: Entry) => Promise<boolean> {
  return perTurn(entries =>
    store.transaction().execute(async transaction => {
      const begun = await begin(transaction, entries);
      for (const entry of entries) await write(transaction, entry, suspend);
      await takeFromQueues(transaction, entries);
      return entries.map(entry => entry.kind !== 'sending' || begun.has(entry.id));
    }),
  );
}

async function begin(transaction: Transaction<Schema>, entries: Entry[]): Promise<Set<number>> {
  const begun = new Set<number>();
  for (const [tenantId, ofTenant] of Map.groupBy(entries, entry => entry.tenantId)) {
    const ids = ofTenant.filter(entry => entry.kind === 'sending').map(entry => entry.id);
    if (ids.length === 0) continue;
    const rows = await transaction
      .updateTable('delivery')
      .set(eb => ({
        state: 'sending',
        attempts: eb('attempts', '+', 1),
        // Still marked as sending: an attempt that nobody saw the end of.
        possible_duplicates: eb(
          'possible_duplicates',
          '+',
          eb.case().when('state', '=', 'sending').then(1).else(0).end(),
        ),
      }))
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', ids)
      .where('finished_at', 'is', null)
      .returning('id')
      .execute();
    for (const row of rows) begun.add(row.id);
  }
  return begun;
}

async function write(transaction: Transaction<Schema>, entry: Entry, suspend: Suspend): Promise<void> {
  const delivery = transaction
    .updateTable('delivery')
    .where('tenant_id', '=', entry.tenantId)
    .where('id', '=', entry.id)
    .where('state', '=', 'sending');
  switch (entry.kind) {
    case 'sending':
      return;
    case 'posted': {
      const { conversationId: posted_conversation_id, activityId: posted_activity_id } = entry;
      await delivery
        .set({ state: 'posted', finished_at: entry.at, error: null, posted_conversation_id, posted_activity_id })
        .execute();
      return;
    }
    case 'dead letter':
      await delivery.set({ state: 'dead letter', finished_at: entry.at, error: entry.error }).execute();
      return;
    case 'suspended':
      await delivery.set({ state: 'waiting', error: entry.error }).execute();
      return suspend(transaction, { ...entry, reason: entry.error });
    case 'try again':
      await delivery
        .set(eb => ({
          state: 'waiting',
          error: entry.error,
          next_attempt_at: entry.hold === 'connection' ? entry.at : 0,
          possible_duplicates: eb('possible_duplicates', '+', entry.possibleDuplicate ? 1 : 0),
        }))
        .execute();
      if (entry.hold === 'channel')
        await queueOf(transaction, entry).set({ due_at: entry.at, held_until: entry.at }).execute();
  }
}

function queueOf(transaction: Transaction<Schema>, { tenantId, channelId }: { tenantId: string; channelId: string }) {
  return transaction.updateTable('channel_queue').where('tenant_id', '=', tenantId).where('channel_id', '=', channelId);
}

async function takeFromQueues(transaction: Transaction<Schema>, entries: Entry[]): Promise<void> {
  const finished = entries.filter(entry => entry.kind === 'posted' || entry.kind === 'dead letter');
  for (const ofChannel of Map.groupBy(finished, entry => entry.channelId).values()) {
    const [first] = ofChannel;
    if (first)
      await queueOf(transaction, first)
        .set(eb => ({ waiting: eb('waiting', '-', ofChannel.length) }))
        .execute();
  }
}
