import type { Time } from '../store/schema.ts';
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
  const states = statesSince(store, tenantId, row.started_at, now());
  const counted = await store
    .selectFrom(states.as('one'))
    .select(({ fn }) => ['one.state', fn.count<number>('one.connection_id').distinct().as('count')])
    .groupBy('one.state')
    .execute();
  for (const { state, count } of counted) counts[state] = Number(count);
  return { transition: toTransition(row), counts };
}

/** What is still open of an earlier transition counts as well. */
function statesSince(store: Store, tenantId: string, startedAt: Time, now: Time) {
  const replaced = store
    .selectFrom('connection')
    .select('replaces')
    .where('tenant_id', '=', tenantId)
    .where('replaces', 'is not', null)
    .where('removed_at', 'is', null);
  return store
    .selectFrom('url_attention')
    .innerJoin('connection', 'connection.id', 'url_attention.connection_id')
    .innerJoin('webhook_url', 'webhook_url.connection_id', 'url_attention.connection_id')
    .where(isCurrent)
    .where('url_attention.tenant_id', '=', tenantId)
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
        .when(eb.and([eb('url_attention.ended_at', 'is', null), eb('url_attention.connection_id', 'in', replaced)]))
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
