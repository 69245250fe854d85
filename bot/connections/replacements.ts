import type { Time } from '../store/schema.ts';
import type { Store, StoreOrTransaction } from '../store/store.ts';
import { tenantColumn } from './tenant-condition.ts';

/** A connection that takes the place of another one. */
export interface Replacing {
  id: string;
  name: string;
  createdAt: Time;
}

/** The connections that take the place of others, by the ids of those. Removed ones take nobody's place. */
export async function replacementsOf(
  from: StoreOrTransaction,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, Replacing>> {
  if (ids.length === 0) return new Map();
  const rows = await from
    .selectFrom('connection')
    .select(['id', 'name', 'created_at', 'replaces'])
    .where(tenantColumn, '=', tenantId)
    .where('replaces', 'in', ids)
    .where('removed_at', 'is', null)
    .execute();
  return new Map(rows.map(row => [row.replaces ?? '', { id: row.id, name: row.name, createdAt: row.created_at }]));
}

/** What a connection takes the place of until its first message, and what takes its place. */
export interface Replacement {
  replaces: { id: string; name: string } | null;
  replacedBy: { id: string; name: string } | null;
}

export async function replacement(
  { store }: { store: Store },
  tenantId: string,
  { id }: { id: string },
): Promise<Replacement> {
  const replaces = await store
    .selectFrom('connection')
    .innerJoin('connection as old', 'old.id', 'connection.replaces')
    .select(['old.id', 'old.name'])
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.id', '=', id)
    .where('old.tenant_id', '=', tenantId)
    .where('old.removed_at', 'is', null)
    .executeTakeFirst();
  const replacedBy = (await replacementsOf(store, tenantId, [id])).get(id);
  return {
    replaces: replaces ? { ...replaces } : null,
    replacedBy: replacedBy ? { id: replacedBy.id, name: replacedBy.name } : null,
  };
}
