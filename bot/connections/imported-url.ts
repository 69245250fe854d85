import type { Time } from '../store/schema.ts';
import { requireAttention } from './attention-rows.ts';
import { connectionRow } from './connection-rows.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { currentUrl } from './webhook-urls.ts';

/**
 * A connection was imported from Microsoft's connectors, and its sender still has the URL of those, which ends at the
 * deadline. Done with the first message on ours. Throws a ConnectionError.
 */
export async function markImported(
  { store, now, onUrlChange }: Pick<ConnectionsOptions, 'store' | 'now' | 'onUrlChange'>,
  { tenantId, id, channelId }: { tenantId: string; id: string; channelId: string },
  deadline: Time,
): Promise<void> {
  await store.transaction().execute(async transaction => {
    await connectionRow(transaction, tenantId, id);
    await currentUrl(transaction, tenantId, id);
    await requireAttention(transaction, tenantId, [id], {
      reason: 'imported',
      deadline,
      startedAt: now(),
      startedBy: null,
    });
  });
  onUrlChange?.({ tenantId, channelId });
}
