import type { Store } from '../../bot/store/store.ts';

/** Lets so many messages wait for a connection, as if they had come in. */
export async function holdMessages(
  store: Store,
  { tenantId, channelId, connectionId }: { tenantId: string; channelId: string; connectionId: string },
  count: number,
): Promise<void> {
  const message = {
    tenant_id: tenantId,
    channel_id: channelId,
    connection_id: connectionId,
    activity_id: null,
    summary: 'held',
    notification: JSON.stringify({ summary: 'held', contents: [{ kind: 'message', sections: [], actions: [] }] }),
    queued_at: Date.now(),
  };
  await store.transaction().execute(async transaction => {
    for (let left = count; left > 0; left -= 1000) {
      const rows = Array.from({ length: Math.min(left, 1000) }, () => message);
      await transaction.insertInto('delivery').values(rows).execute();
    }
    await transaction
      .insertInto('channel_queue')
      .values({ channel_id: channelId, tenant_id: tenantId, waiting: count, due_at: null })
      .onConflict(conflict =>
        conflict.column('channel_id').doUpdateSet(eb => ({ waiting: eb('channel_queue.waiting', '+', count) })),
      )
      .execute();
  });
}
