import type { Store } from '../store/store.ts';

/**
 * Teams takes messages of a tenant again: ends the waits of our own accord that were begun while it did not, also those
 * that an earlier run has left. Answers the channels that can go on.
 */
export async function forgetWaits(store: Store, tenantId: string): Promise<string[]> {
  return store.transaction().execute(async transaction => {
    const deliveries = await transaction
      .updateTable('delivery')
      .set({ next_attempt_at: 0, until_works: 0 })
      .where('tenant_id', '=', tenantId)
      .where('until_works', '=', 1)
      .where('finished_at', 'is', null)
      .returning('channel_id')
      .execute();
    const waiting = [...new Set(deliveries.map(row => row.channel_id))];
    const channels = await transaction
      .updateTable('channel_queue')
      .set(eb => ({
        held_until: eb.case().when('until_works', '=', 1).then(0).else(eb.ref('held_until')).end(),
        due_at: eb.case().when('until_works', '=', 1).then(0).else(eb.ref('held_until')).end(),
        until_works: 0,
      }))
      .where('tenant_id', '=', tenantId)
      .where(eb => eb.or([eb('until_works', '=', 1), eb('channel_id', 'in', waiting.length === 0 ? [''] : waiting)]))
      .returning('channel_id')
      .execute();
    return channels.map(row => row.channel_id);
  });
}

/**
 * Ends the waits of what a connection has to post, whatever they are for; its channel is to be woken then. Answers
 * whether there is something to post.
 */
export async function tryNow(
  store: Store,
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
): Promise<boolean> {
  await store
    .updateTable('delivery')
    .set({ next_attempt_at: 0, until_works: 0 })
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('finished_at', 'is', null)
    .where('next_attempt_at', '>', 0)
    .execute();
  const open = await store
    .selectFrom('delivery')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('finished_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}
