import { setImmediate } from 'node:timers/promises';
import type { Store } from '../store/store.ts';
import { tenantColumn } from './tenant-condition.ts';

export interface BatchedConnection {
  id: string;
  settings: string;
}

/** So many connections a transaction: the requests of others get their turn in between. */
const batchSize = 500;

/**
 * All connections of a tenant that are not removed, in batches by their ids; between two of them, others get their
 * turn. What is added meanwhile may be left out.
 */
export async function* connectionBatches(store: Store, tenantId: string): AsyncGenerator<BatchedConnection[]> {
  for (let after = ''; ; ) {
    const rows = await store
      .selectFrom('connection')
      .select(['id', 'settings'])
      .where(tenantColumn, '=', tenantId)
      .where('id', '>', after)
      .where('removed_at', 'is', null)
      .orderBy('id')
      .limit(batchSize)
      .execute();
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    after = last.id;
    await setImmediate();
  }
}
