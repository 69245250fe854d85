import type { AttentionReason, Time } from '../store/schema.ts';
import type { StoreOrTransaction } from '../store/store.ts';
import { tenantColumn } from './tenant-condition.ts';
import { endsUrl } from './url-status.ts';
import { isCurrent } from './webhook-urls.ts';

/** What is written down of each URL that must be regenerated. */
export interface NewAttention {
  reason: AttentionReason;
  deadline: Time;
  startedAt: Time;
  /** An Entra object id, or null for the command line, a scanner or the service itself. */
  startedBy: string | null;
  detail?: string | undefined;
}

/**
 * From now on the current URLs of these connections must be regenerated, and end at the deadline at the latest. What
 * is already open for the same reason stays as it is.
 */
export async function requireAttention(
  transaction: StoreOrTransaction,
  tenantId: string,
  connectionIds: readonly string[],
  { reason, deadline, startedAt, startedBy, detail }: NewAttention,
): Promise<void> {
  if (connectionIds.length === 0) return;
  await transaction
    .insertInto('url_attention')
    .columns(['tenant_id', 'connection_id', 'generation', 'reason', 'deadline', 'started_at', 'started_by', 'detail'])
    .expression(
      transaction
        .selectFrom('webhook_url')
        .select(eb => [
          'tenant_id',
          'connection_id',
          'generation',
          eb.val(reason).as('reason'),
          eb.val(deadline).as('deadline'),
          eb.val(startedAt).as('started_at'),
          eb.val(startedBy).as('started_by'),
          eb.val(detail ?? null).as('detail'),
        ])
        .where('tenant_id', '=', tenantId)
        .where('connection_id', 'in', connectionIds)
        .where(isCurrent),
    )
    .onConflict(conflict =>
      conflict
        .columns(['connection_id', 'generation', 'reason'])
        .doUpdateSet(eb => ({
          deadline: eb.ref('excluded.deadline'),
          started_at: eb.ref('excluded.started_at'),
          started_by: eb.ref('excluded.started_by'),
          detail: eb.ref('excluded.detail'),
          ended_at: null,
          outcome: null,
        }))
        .where('url_attention.ended_at', 'is not', null),
    )
    .execute();
  if (!endsUrl(reason)) return;
  await transaction
    .updateTable('webhook_url')
    .set({ ends_at: deadline })
    .where('tenant_id', '=', tenantId)
    .where('connection_id', 'in', connectionIds)
    .where(isCurrent)
    .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', deadline)]))
    .execute();
}

/** Ends what is open for these connections: all of it, or what has one of these reasons. */
export async function endAttention(
  transaction: StoreOrTransaction,
  tenantId: string,
  connectionIds: readonly string[],
  end: { at: Time; outcome: 'updated' | 'cancelled' | 'removed'; reasons?: readonly AttentionReason[] },
): Promise<void> {
  if (connectionIds.length === 0) return;
  await transaction
    .updateTable('url_attention')
    .set({ ended_at: end.at, outcome: end.outcome })
    .where(tenantColumn, '=', tenantId)
    .where('connection_id', 'in', connectionIds)
    .where('ended_at', 'is', null)
    .$if(end.reasons !== undefined, query => query.where('reason', 'in', end.reasons ?? []))
    .execute();
}

/**
 * Takes the end of current URLs back to the earliest deadline that is still open, or to none. What has ended stays
 * ended: an old URL never works again.
 */
export async function takeBackEnds(
  transaction: StoreOrTransaction,
  tenantId: string,
  connectionIds: readonly string[],
  now: Time,
): Promise<void> {
  if (connectionIds.length === 0) return;
  await transaction
    .updateTable('webhook_url')
    .set(eb => ({
      ends_at: eb
        .selectFrom('url_attention')
        .select(({ fn }) => fn.min('deadline').as('deadline'))
        .whereRef('url_attention.connection_id', '=', 'webhook_url.connection_id')
        .whereRef('url_attention.generation', '=', 'webhook_url.generation')
        .where('url_attention.ended_at', 'is', null)
        .where('url_attention.reason', '!=', 'imported'),
    }))
    .where('tenant_id', '=', tenantId)
    .where('connection_id', 'in', connectionIds)
    .where('ends_at', '>', now)
    .where(isCurrent)
    .execute();
}
