import { migrate } from '../../bot/store/migrations.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';

export const tenantId = '9e7b80c7-1111-4222-8333-444455556666';
export const groupId = 'a1269812-1111-4222-8333-444455556666';
export const teamId = '19:general@thread.tacv2';

/** A real SQLite store in memory (or in `file`) with one team and the channels that are asked for. */
export async function testStore(channelIds: string[] = [teamId], file = ':memory:'): Promise<Store> {
  const store = openSqlite(file);
  await migrate(store);
  await store
    .insertInto('team')
    .values({
      id: teamId,
      tenant_id: tenantId,
      group_id: groupId,
      name: 'Team',
      service_url: 'http://localhost:1',
      installed_at: 0,
      removed_at: null,
    })
    .execute();
  for (const id of channelIds)
    await store
      .insertInto('channel')
      .values({ id, tenant_id: tenantId, team_id: teamId, name: id, membership_type: 'standard', deleted_at: null })
      .execute();
  return store;
}
