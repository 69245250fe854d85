import type { AttentionReason, Time } from '../store/schema.ts';
import type { StoreOrTransaction } from '../store/store.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { replacementsOf } from './replacements.ts';
import { tenantColumn } from './tenant-condition.ts';
import { hasEnded, mostUrgent, type UrlStatus, urlStatus } from './url-status.ts';
import type { WebhookUrlRow } from './webhook-urls.ts';

/** What people see of a connection's URL; never the URL itself. */
export interface UrlState {
  status: UrlStatus;
  /** Why it needs attention; null where it does not. */
  reason: AttentionReason | null;
  /** When the URL in use ends, or ended. */
  deadline: Time | null;
  /** Requests that the ended URL was refused. */
  refusedCalls: number;
}

/** By the ids of the connections; a feed has no URL and no entry. Removed connections are left out. */
export async function urlStates(
  options: Pick<ConnectionsOptions, 'store' | 'now'>,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, UrlState>> {
  const facts = await readUrls(options.store, tenantId, ids);
  return new Map(facts.map(one => [one.connection.id, toState(one, options.now())]));
}

/** Null for a feed, and for a connection that there is not. */
export async function urlState(
  options: Pick<ConnectionsOptions, 'store' | 'now'>,
  tenantId: string,
  id: string,
): Promise<UrlState | null> {
  return (await urlStates(options, tenantId, [id])).get(id) ?? null;
}

/** All that is stored of one connection's URLs. */
export interface ConnectionUrls {
  connection: { id: string; replaces: string | null };
  current: WebhookUrlRow;
  /** Older generations, the newest first. */
  old: WebhookUrlRow[];
  attention: { reason: AttentionReason; deadline: Time; startedAt: Time }[];
  isReplaced: boolean;
  /** Since when the newest URL is there: the current one, or that of the connection that takes this one's place. */
  updatedAt: Time;
}

/** How many connections are read at a time. */
const chunk = 500;

export async function readUrls(
  from: StoreOrTransaction,
  tenantId: string,
  ids: readonly string[],
): Promise<ConnectionUrls[]> {
  if (ids.length > chunk)
    return [
      ...(await readUrls(from, tenantId, ids.slice(0, chunk))),
      ...(await readUrls(from, tenantId, ids.slice(chunk))),
    ];
  if (ids.length === 0) return [];
  const connections = await from
    .selectFrom('connection')
    .select(['id', 'replaces'])
    .where(tenantColumn, '=', tenantId)
    .where('id', 'in', ids)
    .where('removed_at', 'is', null)
    .execute();
  const urls = await from
    .selectFrom('webhook_url')
    .selectAll()
    .where(tenantColumn, '=', tenantId)
    .where('connection_id', 'in', ids)
    .orderBy('generation', 'desc')
    .execute();
  const attention = await from
    .selectFrom('url_attention')
    .select(['connection_id', 'reason', 'deadline', 'started_at'])
    .where(tenantColumn, '=', tenantId)
    .where('connection_id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute();
  const replacements = await replacementsOf(
    from,
    tenantId,
    connections.map(({ id }) => id),
  );
  const urlsOf = Map.groupBy(urls, row => row.connection_id);
  const attentionOf = Map.groupBy(attention, row => row.connection_id);
  return connections.flatMap(connection => {
    const [current, ...old] = urlsOf.get(connection.id) ?? [];
    if (!current) return [];
    return {
      connection,
      current,
      old,
      attention: (attentionOf.get(connection.id) ?? []).map(row => ({
        reason: row.reason,
        deadline: row.deadline,
        startedAt: row.started_at,
      })),
      isReplaced: replacements.has(connection.id),
      updatedAt: replacements.get(connection.id)?.createdAt ?? current.created_at,
    };
  });
}

export function toState({ connection, current, old, attention, isReplaced }: ConnectionUrls, now: Time): UrlState {
  const status = urlStatus({
    now,
    endsAt: current.ends_at,
    firstUsedAt: current.first_used_at,
    tookPlace: old.length > 0 || connection.replaces !== null,
    isReplaced,
    needsAttention: attention.length > 0,
  });
  const urgent = mostUrgent(attention);
  const previous = old[0];
  switch (status) {
    case 'up-to-date':
      return { status, reason: null, deadline: null, refusedCalls: 0 };
    case 'waiting-for-first-message': {
      const inUse = isReplaced ? current : previous;
      const ended = old.filter(url => hasEnded(url.ends_at, now));
      return {
        status,
        reason: null,
        deadline: inUse?.ends_at ?? null,
        refusedCalls: ended.reduce((sum, url) => sum + url.refused_calls, 0),
      };
    }
    case 'attention-required':
    case 'expired':
      return {
        status,
        reason: urgent?.reason ?? null,
        deadline: current.ends_at ?? urgent?.deadline ?? null,
        refusedCalls: current.refused_calls,
      };
  }
}
