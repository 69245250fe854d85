import type { Store } from '../store/store.ts';
import type { ConnectionDetail } from './contract.ts';

/** What of a connection's requests of the last days was not kept; null where everything was. */
export async function readLeftOut(
  store: Store,
  tenantId: string,
  connectionId: string,
): Promise<ConnectionDetail['leftOut']> {
  const row = await store
    .selectFrom('activity_size')
    .select(['left_out', 'left_out_at'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  if (!row || row.left_out_at === null) return null;
  return { requests: row.left_out, at: row.left_out_at };
}
