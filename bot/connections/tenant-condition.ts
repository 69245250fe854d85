import { type Expression, sql } from 'kysely';

/**
 * The tenant as a column that no index is chosen by, for queries that know the ids: without statistics SQLite takes
 * an index that begins with the tenant for a better way to 500 ids than their own, and reads all of the tenant.
 */
export const tenantColumn: Expression<string> = sql<string>`coalesce(tenant_id, '')`;
