import type { Transaction } from 'kysely';
import { perTurn } from '../store/batch.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { lookAgainAt } from './waits.ts';

/** What an attempt to post is written down with, before it and after it. Times are in milliseconds. */
export type Entry = { id: number; tenantId: string; channelId: string } & (
  | { kind: 'sending' }
  | { kind: 'posted'; at: number; conversationId: string; activityId: string; wakes: string | null }
  | { kind: 'dead letter'; at: number; error: string }
  | { kind: 'failed alone'; at: number }
  | TryAgain
  | { kind: 'suspended'; at: number; connectionId: string; probeAt: number; error: string }
);

interface TryAgain {
  kind: 'try again';
  /** When it failed. */
  at: number;
  /** Until when it waits, or the channel does. */
  until: number;
  hold: 'channel' | 'connection';
  connectionId: string | null;
  possibleDuplicate: boolean;
  failedAlone: boolean;
  judged: boolean;
  secondLook: boolean;
  untilWorks: boolean;
  error: string;
}

/** What delivery finds out of connections, within the transaction in which it is written down. */
export interface Reachability {
  /** A connection cannot reach its channel, or still cannot; it is tried next at `probeAt`. */
  unreachable(
    transaction: Transaction<Schema>,
    connection: { tenantId: string; connectionId: string; at: number; probeAt: number; reason: string },
  ): Promise<void>;
  /** A suspended connection has reached its channel. */
  reached(
    transaction: Transaction<Schema>,
    connection: { tenantId: string; channelId: string; connectionId: string },
  ): Promise<void>;
}

/**
 * Writes entries down; those of one turn of the event loop in one transaction. Answers false for a delivery that is
 * no longer there to be sent, because it was cancelled in between.
 */
export function createJournal(store: Store, reachability: Reachability): (entry: Entry) => Promise<boolean> {
  return perTurn(entries =>
    store.transaction().execute(async transaction => {
      const begun = await begin(transaction, entries);
      for (const entry of entries) await write(transaction, entry, reachability);
      await updateQueues(transaction, entries);
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

async function write(transaction: Transaction<Schema>, entry: Entry, reachability: Reachability): Promise<void> {
  const delivery = transaction
    .updateTable('delivery')
    .where('tenant_id', '=', entry.tenantId)
    .where('id', '=', entry.id)
    .where('finished_at', 'is', null);
  switch (entry.kind) {
    case 'sending':
      return;
    case 'posted': {
      const { conversationId: posted_conversation_id, activityId: posted_activity_id } = entry;
      await delivery
        .set({ state: 'posted', finished_at: entry.at, error: null, posted_conversation_id, posted_activity_id })
        .execute();
      if (entry.wakes !== null) await reachability.reached(transaction, { ...entry, connectionId: entry.wakes });
      return;
    }
    case 'dead letter':
      await delivery.set({ state: 'dead letter', finished_at: entry.at, error: entry.error }).execute();
      return;
    case 'failed alone':
      await delivery.set(eb => ({ judged_at: entry.at, failed_alone: eb('failed_alone', '+', 1) })).execute();
      return;
    case 'suspended':
      await delivery.set({ state: 'waiting', error: entry.error, second_look: 0, next_attempt_at: 0 }).execute();
      return reachability.unreachable(transaction, { ...entry, reason: entry.error });
    case 'try again':
      await delivery
        .set(eb => ({
          state: 'waiting',
          error: entry.error,
          next_attempt_at: entry.hold === 'connection' ? entry.until : 0,
          until_works: entry.hold === 'connection' && entry.untilWorks ? 1 : 0,
          tried_at: entry.at,
          judged_at: entry.judged ? entry.at : eb.ref('judged_at'),
          failing_since: eb.fn.coalesce('failing_since', eb.val(entry.at)),
          failed_alone: eb('failed_alone', '+', entry.failedAlone ? 1 : 0),
          second_look: entry.secondLook ? 1 : 0,
          possible_duplicates: eb('possible_duplicates', '+', entry.possibleDuplicate ? 1 : 0),
        }))
        .execute();
      if (entry.hold === 'channel') await holdChannel(transaction, entry);
  }
}

async function holdChannel(
  transaction: Transaction<Schema>,
  entry: TryAgain & { tenantId: string; channelId: string },
): Promise<void> {
  await queueOf(transaction, entry)
    .set(eb => ({
      due_at: lookAgainAt(entry.until, entry.at),
      held_until: entry.until,
      held_since: entry.at,
      held_by: entry.connectionId ?? '',
      until_works: entry.untilWorks ? 1 : 0,
      failures: eb('failures', '+', 1),
    }))
    .execute();
}

function queueOf(transaction: Transaction<Schema>, { tenantId, channelId }: { tenantId: string; channelId: string }) {
  return transaction.updateTable('channel_queue').where('tenant_id', '=', tenantId).where('channel_id', '=', channelId);
}

async function updateQueues(transaction: Transaction<Schema>, entries: Entry[]): Promise<void> {
  const finished = entries.filter(entry => entry.kind === 'posted' || entry.kind === 'dead letter');
  for (const ofChannel of Map.groupBy(finished, entry => entry.channelId).values()) {
    const [first] = ofChannel;
    const posted = ofChannel.findLast(entry => entry.kind === 'posted');
    if (first)
      await queueOf(transaction, first)
        .set(eb => ({
          waiting: eb('waiting', '-', ofChannel.length),
          ...(posted && { posted_at: posted.at, failures: 0, held_by: null }),
        }))
        .execute();
  }
}
