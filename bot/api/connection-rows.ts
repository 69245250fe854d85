import { searchForm } from '../catalogue/lifecycle.ts';
import type { ConnectionRow } from '../connections/connection-rows.ts';
import type { Store } from '../store/store.ts';

/** Where a page of connections ended. */
export type ConnectionCursor = readonly [createdAt: number, id: string];

export interface ConnectionPageOptions {
  tenantId: string;
  channelId: string;
  after: ConnectionCursor | undefined;
  limit: number;
  /** Text of which the name has a part. */
  search: string;
}

/** As many are read at a time while something is searched for. */
const chunk = 500;

/** The newest first; without the removed ones. One more than `limit` where there are more. */
export async function readConnectionPage(store: Store, options: ConnectionPageOptions): Promise<ConnectionRow[]> {
  const { limit, search } = options;
  const wanted = searchForm(search);
  if (wanted === '') return read(store, options, limit + 1);
  const found: ConnectionRow[] = [];
  for (let { after } = options; ; ) {
    const rows = await read(store, { ...options, after }, chunk);
    found.push(...rows.filter(row => searchForm(row.name).includes(wanted)));
    const last = rows.at(-1);
    if (!last || rows.length < chunk || found.length > limit) return found.slice(0, limit + 1);
    after = [last.created_at, last.id];
  }
}

function read(store: Store, { tenantId, channelId, after }: ConnectionPageOptions, limit: number) {
  return store
    .selectFrom('connection')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('removed_at', 'is', null)
    .$if(after !== undefined, query =>
      query.where(eb => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after?.[0] ?? 0, after?.[1] ?? ''))),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** The ids of all connections of a channel that are not removed. */
export async function connectionIds(store: Store, tenantId: string, channelId: string): Promise<string[]> {
  const rows = await store
    .selectFrom('connection')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('removed_at', 'is', null)
    .execute();
  return rows.map(row => row.id);
}

/** So many of a connection's last requests are looked at for the last message. */
const looked = 20;

/**
 * When the last message came in, by the ids of the connections: of what was not refused among the last requests, else
 * the last call that its URLs remember, since activity is kept for a week only.
 */
export async function lastMessages(
  store: Store,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom('connection')
    .select(eb => [
      'connection.id',
      eb
        .selectFrom(
          eb
            .selectFrom('activity')
            .select(['activity.at', 'activity.outcome'])
            .whereRef('activity.connection_id', '=', 'connection.id')
            .whereRef('activity.tenant_id', '=', 'connection.tenant_id')
            .orderBy('activity.id', 'desc')
            .limit(looked)
            .as('last'),
        )
        .select(({ fn }) => fn.max('last.at').as('at'))
        .where('last.outcome', '!=', 'refused')
        .as('arrived_at'),
      eb
        .selectFrom('webhook_url')
        .select(({ fn }) => fn.max('webhook_url.last_used_at').as('at'))
        .whereRef('webhook_url.connection_id', '=', 'connection.id')
        .whereRef('webhook_url.tenant_id', '=', 'connection.tenant_id')
        .as('used_at'),
    ])
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.id', 'in', ids)
    .execute();
  return new Map(
    rows.flatMap(row => {
      const at = row.arrived_at ?? row.used_at;
      return at === null ? [] : [[row.id, at] as const];
    }),
  );
}
