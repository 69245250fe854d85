import { setImmediate } from 'node:timers/promises';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Schema, Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { toTransition, type UrlTransition } from './url-transition.ts';
import { isCurrent } from './webhook-urls.ts';

export interface TransitionStatus {
  /** The last one that was not cancelled, also after its deadline; null where there was none. */
  transition: UrlTransition | null;
  counts: TransitionCounts;
}

/** Connections whose URL must be regenerated because of the transition, or was; without those that people removed. */
export interface TransitionCounts {
  /** Nobody has done anything about it yet. */
  open: number;
  /** A new URL waits for its first message. */
  waiting: number;
  done: number;
  /** The URL ended before anybody had made a new one. */
  expired: number;
}

/** How far the URL transition of a tenant is. */
export async function transitionStatus(
  { store, now }: Pick<ConnectionsOptions, 'store' | 'now'>,
  tenantId: string,
): Promise<TransitionStatus> {
  const row = await store
    .selectFrom('url_transition')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('cancelled_at', 'is', null)
    .orderBy('epoch', 'desc')
    .limit(1)
    .executeTakeFirst();
  const counts: TransitionCounts = { open: 0, waiting: 0, done: 0, expired: 0 };
  if (!row) return { transition: null, counts };
  for await (const ids of concernedBatches(store, tenantId)) {
    const counted = await store
      .selectFrom(statesSince(store, tenantId, ids, row.started_at, now()).as('one'))
      .select(({ fn }) => ['one.state', fn.count<number>('one.connection_id').distinct().as('count')])
      .groupBy('one.state')
      .execute();
    for (const { state, count } of counted) counts[state] += Number(count);
  }
  return { transition: toTransition(row), counts };
}

/** So many connections a query: the requests of others get their turn in between. */
const batchSize = 1_000;

/** The connections whose URL ever had to be regenerated because of a transition, by their ids. */
async function* concernedBatches(store: Store, tenantId: string): AsyncGenerator<string[]> {
  for (let after = ''; ; ) {
    const rows = await store
      .selectFrom('url_attention')
      .select('connection_id')
      .distinct()
      .where('tenant_id', '=', tenantId)
      .where('connection_id', '>', after)
      .where('reason', 'in', ['transition', 'root-key'])
      .orderBy('connection_id')
      .limit(batchSize)
      .execute();
    if (rows.length > 0) yield rows.map(row => row.connection_id);
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    after = last.connection_id;
    await setImmediate();
  }
}

/** What is still open of an earlier transition counts as well. */
function statesSince(store: Store, tenantId: string, ids: readonly string[], startedAt: Time, now: Time) {
  return store
    .selectFrom('url_attention')
    .innerJoin('connection', 'connection.id', 'url_attention.connection_id')
    .innerJoin('webhook_url', 'webhook_url.connection_id', 'url_attention.connection_id')
    .where(isCurrent)
    .where('connection.id', 'in', ids)
    .where(sql<string>`coalesce(url_attention.tenant_id, '')`, '=', tenantId)
    .where('url_attention.reason', 'in', ['transition', 'root-key'])
    .where(eb =>
      eb.or([
        eb('url_attention.ended_at', 'is', null),
        eb.and([eb('url_attention.outcome', '=', 'updated'), eb('url_attention.started_at', '>=', startedAt)]),
      ]),
    )
    .select(eb => [
      'url_attention.connection_id',
      eb
        .case()
        .when(eb.and([eb('url_attention.ended_at', 'is', null), eb('webhook_url.ends_at', '<=', now)]))
        .then('expired' as const)
        .when(eb.and([eb('url_attention.ended_at', 'is', null), isReplaced(eb)]))
        .then('waiting' as const)
        .when('url_attention.ended_at', 'is', null)
        .then('open' as const)
        .when(eb.or([eb('webhook_url.first_used_at', 'is not', null), eb('connection.removed_at', 'is not', null)]))
        .then('done' as const)
        .else('waiting' as const)
        .end()
        .as('state'),
    ]);
}

/** Another connection takes the place of this one, and waits for its first message. */
function isReplaced(eb: ExpressionBuilder<Schema, 'url_attention'>) {
  const replacing = eb
    .selectFrom('connection as replacing')
    .select('replacing.id')
    .whereRef('replacing.replaces', '=', 'url_attention.connection_id')
    .where('replacing.removed_at', 'is', null);
  return eb.exists(replacing);
}
