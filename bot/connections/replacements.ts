import type { Store, StoreOrTransaction } from '../store/store.ts';

/** A connection by what finds its replacement fast: that is in the same channel. */
export interface Replaceable {
  id: string;
  channelId: string;
}

/** The connections that take the place of others, by the ids of those. Removed ones take nobody's place. */
export async function replacementsOf(
  from: StoreOrTransaction,
  tenantId: string,
  connections: readonly Replaceable[],
): Promise<Map<string, { id: string; name: string }>> {
  if (connections.length === 0) return new Map();
  const rows = await from
    .selectFrom('connection')
    .select(['id', 'name', 'replaces'])
    .where('tenant_id', '=', tenantId)
    .where('channel_id', 'in', [...new Set(connections.map(one => one.channelId))])
    .where('replaces', 'is not', null)
    .where('removed_at', 'is', null)
    .execute();
  return new Map(rows.map(({ id, name, replaces }) => [replaces ?? '', { id, name }]));
}

/** What a connection takes the place of until its first message, and what takes its place. */
export interface Replacement {
  replaces: { id: string; name: string } | null;
  replacedBy: { id: string; name: string } | null;
}

export async function replacement(
  { store }: { store: Store },
  tenantId: string,
  connection: Replaceable,
): Promise<Replacement> {
  const replaces = await store
    .selectFrom('connection')
    .innerJoin('connection as old', 'old.id', 'connection.replaces')
    .select(['old.id', 'old.name'])
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.id', '=', connection.id)
    .where('old.tenant_id', '=', tenantId)
    .where('old.removed_at', 'is', null)
    .executeTakeFirst();
  const replacedBy = (await replacementsOf(store, tenantId, [connection])).get(connection.id);
  return { replaces: replaces ? { ...replaces } : null, replacedBy: replacedBy ?? null };
}
