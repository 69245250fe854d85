import type { Selectable, Transaction } from 'kysely';
import type { Schema, UrlTransitionTable } from '../store/schema.ts';
import { endAttention, type NewAttention, requireAttention, takeBackEnds } from './attention-rows.ts';
import { type BatchedConnection, connectionBatches } from './connection-batches.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { replacementsOf } from './replacements.ts';
import { resealOldSecrets } from './reseal-settings.ts';
import { isCurrent } from './webhook-urls.ts';

export type TransitionOptions = Pick<ConnectionsOptions, 'store' | 'keys' | 'now'>;
export type TransitionRow = Selectable<UrlTransitionTable>;

/** Marks what the transition concerns. Can be done again: what is marked already stays as it is. */
export async function applyTransition(options: TransitionOptions, transition: TransitionRow): Promise<void> {
  const { store } = options;
  for await (const batch of connectionBatches(store, transition.tenant_id)) {
    await store.transaction().execute(async transaction => {
      if (await wasCancelled(transaction, transition)) return;
      await resealSecrets(transaction, options, transition.tenant_id, batch);
      const ids = await concerned(transaction, transition, batch);
      await requireAttention(transaction, transition.tenant_id, ids, attentionOf(transition));
      await endOldUrls(transaction, transition, batch);
    });
  }
}

/** URLs that a newer one has taken the place of already end at the deadline at the latest. */
async function endOldUrls(
  transaction: Transaction<Schema>,
  { tenant_id, epoch, root_key, deadline }: TransitionRow,
  batch: BatchedConnection[],
): Promise<void> {
  await transaction
    .updateTable('webhook_url')
    .set({ ends_at: deadline })
    .where('tenant_id', '=', tenant_id)
    .where(
      'connection_id',
      'in',
      batch.map(({ id }) => id),
    )
    .where('epoch', '<', epoch)
    .where('ends_at', '>', deadline)
    .$if(root_key !== null, query => query.where('root_key', '=', root_key ?? 0))
    .execute();
}

async function wasCancelled(transaction: Transaction<Schema>, { tenant_id, epoch }: TransitionRow): Promise<boolean> {
  const { cancelled_at } = await transaction
    .selectFrom('url_transition')
    .select('cancelled_at')
    .where('tenant_id', '=', tenant_id)
    .where('epoch', '=', epoch)
    .executeTakeFirstOrThrow();
  return cancelled_at !== null;
}

/** Whether a newer transition was started. */
async function isFollowed(transaction: Transaction<Schema>, { tenant_id, epoch }: TransitionRow): Promise<boolean> {
  const newer = await transaction
    .selectFrom('url_transition')
    .select('epoch')
    .where('tenant_id', '=', tenant_id)
    .where('epoch', '>', epoch)
    .executeTakeFirst();
  return newer !== undefined;
}

async function concerned(
  transaction: Transaction<Schema>,
  { tenant_id, epoch, root_key }: TransitionRow,
  batch: BatchedConnection[],
): Promise<string[]> {
  let query = transaction
    .selectFrom('webhook_url')
    .select('connection_id')
    .where('tenant_id', '=', tenant_id)
    .where(
      'connection_id',
      'in',
      batch.map(({ id }) => id),
    )
    .where('epoch', '<', epoch)
    .where(isCurrent);
  if (root_key !== null) query = query.where('root_key', '=', root_key);
  return (await query.execute()).map(row => row.connection_id);
}

const attentionOf = ({ root_key, deadline, started_at, started_by }: TransitionRow): NewAttention => ({
  reason: root_key === null ? 'transition' : 'root-key',
  deadline,
  startedAt: started_at,
  startedBy: started_by,
});

/** What was changed since it was read, was sealed under the current key then. */
async function resealSecrets(
  transaction: Transaction<Schema>,
  { keys }: TransitionOptions,
  tenantId: string,
  batch: BatchedConnection[],
): Promise<void> {
  for (const { id, settings } of batch) {
    if (settings === '{}') continue;
    const resealed = resealOldSecrets(keys, id, settings);
    if (resealed === settings) continue;
    await transaction
      .updateTable('connection')
      .set({ settings: resealed })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('settings', '=', settings)
      .execute();
  }
}

/**
 * Takes back what the transition had marked. Can be done again; what a newer transition has marked stays. A URL whose
 * end has come before its turn keeps its attention: it must be updated all the same.
 */
export async function takeBackTransition({ store, now }: TransitionOptions, transition: TransitionRow): Promise<void> {
  const { tenant_id: tenantId } = transition;
  for await (const batch of connectionBatches(store, tenantId)) {
    await store.transaction().execute(async transaction => {
      if (await isFollowed(transaction, transition)) return;
      const at = now();
      const going = await transaction
        .selectFrom('webhook_url')
        .select('connection_id')
        .where('tenant_id', '=', tenantId)
        .where(
          'connection_id',
          'in',
          batch.map(({ id }) => id),
        )
        .where('ends_at', '>', at)
        .where(isCurrent)
        .execute();
      const ids = going.map(row => row.connection_id);
      await endAttention(transaction, tenantId, ids, {
        at,
        outcome: 'cancelled',
        reasons: [attentionOf(transition).reason],
      });
      // What is being replaced ends as an old URL does.
      const replacements = await replacementsOf(transaction, tenantId, ids);
      await takeBackEnds(
        transaction,
        tenantId,
        ids.filter(id => !replacements.has(id)),
        at,
      );
    });
  }
}
