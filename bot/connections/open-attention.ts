import type { AttentionReason, Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { type Call, lastCallOf } from './old-urls.ts';
import { type ConnectionUrls, readUrls, toState } from './url-states.ts';
import { mostUrgent, type UrlStatus } from './url-status.ts';

/** A connection whose URL must be regenerated, or was, as prompts and lists show it. Never the URL itself. */
export interface UrlAttention {
  connectionId: string;
  name: string;
  connector: string;
  teamId: string;
  channelId: string;
  /** An Entra object id; null where it was added on the command line. */
  createdBy: string | null;
  status: UrlStatus;
  /** Of what is open, the most urgent; null where it is done or waits for the first message. */
  reason: AttentionReason | null;
  /** When the URL in use ends, or ended; null where nothing ends it. */
  deadline: Time | null;
  /** When the first of what is open was started; null where nothing is. */
  startedAt: Time | null;
  /** The last call to the URL that is to be replaced, or was. */
  lastCall: Call | null;
  refusedCalls: number;
}

/** Which connections: all of the tenant, or those of one channel. */
export interface AttentionFilter {
  channelId?: string | undefined;
  /** Also those whose URL was regenerated since then, whatever their status is now. */
  updatedSince?: Time | undefined;
}

/**
 * What people have to do: the connections with something open, expired ones included, and those whose new URL still
 * waits for its first message. By the names of the connections.
 */
export async function openAttention(
  { store, now }: Pick<ConnectionsOptions, 'store' | 'now'>,
  tenantId: string,
  filter: AttentionFilter = {},
): Promise<UrlAttention[]> {
  const rows = await candidates(store, tenantId, filter);
  const urls = new Map(
    (
      await readUrls(
        store,
        tenantId,
        rows.map(row => row.id),
      )
    ).map(one => [one.connection.id, one]),
  );
  return rows.flatMap(row => {
    const one = urls.get(row.id);
    if (!one) return [];
    const item = toAttention(row, one, now());
    const isNews = item.status !== 'up-to-date' || (filter.updatedSince ?? Infinity) <= (row.ended_at ?? -Infinity);
    return isNews ? [item] : [];
  });
}

type Candidate = Awaited<ReturnType<typeof candidates>>[number];

/** One row a connection that ever had a URL to be regenerated; `ended_at` is when the last of it was updated. */
function candidates(store: Store, tenantId: string, { channelId }: AttentionFilter) {
  return store
    .selectFrom('connection')
    .innerJoin('url_attention', 'url_attention.connection_id', 'connection.id')
    .select(['id', 'connection.name', 'connector', 'team_id', 'channel_id', 'created_by'])
    .select(({ fn }) => fn.max('url_attention.ended_at').as('ended_at'))
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.removed_at', 'is', null)
    .where(eb => eb.or([eb('url_attention.ended_at', 'is', null), eb('url_attention.outcome', '=', 'updated')]))
    .$if(channelId !== undefined, query => query.where('channel_id', '=', channelId ?? ''))
    .groupBy(['id', 'connection.name', 'connector', 'team_id', 'channel_id', 'created_by'])
    .orderBy('connection.name')
    .orderBy('id')
    .execute();
}

function toAttention(row: Candidate, urls: ConnectionUrls, now: Time): UrlAttention {
  const { status, deadline, refusedCalls } = toState(urls, now);
  const previous = urls.old[0];
  const toBeReplaced = urls.attention.length > 0 || urls.isReplaced ? urls.current : (previous ?? urls.current);
  return {
    connectionId: row.id,
    name: row.name,
    connector: row.connector,
    teamId: row.team_id,
    channelId: row.channel_id,
    createdBy: row.created_by,
    status,
    reason: mostUrgent(urls.attention)?.reason ?? null,
    deadline,
    startedAt: urls.attention.length === 0 ? null : Math.min(...urls.attention.map(one => one.startedAt)),
    lastCall: lastCallOf(toBeReplaced),
    refusedCalls,
  };
}

/** The channels in which something is open, of all tenants: for the round that prompts. */
export async function channelsWithAttention({
  store,
}: Pick<ConnectionsOptions, 'store'>): Promise<{ tenantId: string; channelId: string }[]> {
  const rows = await store
    .selectFrom('url_attention')
    .innerJoin('connection', 'connection.id', 'url_attention.connection_id')
    .select(['connection.tenant_id', 'connection.channel_id'])
    .distinct()
    .where('url_attention.ended_at', 'is', null)
    .where('connection.removed_at', 'is', null)
    .execute();
  return rows.map(row => ({ tenantId: row.tenant_id, channelId: row.channel_id }));
}
