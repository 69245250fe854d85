import { sql } from 'kysely';
import type { Store } from '../store/store.ts';

/** Written out and not bound, so that the index over dead letters alone is used. */
export const isDeadLetter = sql<boolean>`delivery.state = 'dead letter'`;

/** How many deliveries of a connection were given up and can be posted again. */
export async function countDeadLetters(store: Store, tenantId: string, connectionId: string): Promise<number> {
  const { count } = await store
    .selectFrom('delivery')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where(isDeadLetter)
    .executeTakeFirstOrThrow();
  return count;
}

/** The next few, the oldest first. */
export async function deadLettersAfter(
  store: Store,
  tenantId: string,
  connectionId: string,
  { after, limit }: { after: number; limit: number },
): Promise<number[]> {
  const rows = await store
    .selectFrom('delivery')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where(isDeadLetter)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(row => row.id);
}
