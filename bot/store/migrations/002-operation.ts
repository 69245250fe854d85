import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the service needs to know of its own state: the root keys that it was started with, and whether it can write. */
export const operation: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('root_key')
      .addColumn('id', 'integer', c => c.primaryKey())
      .addColumn('fingerprint', 'text', c => c.notNull())
      .addColumn('first_used_at', 'bigint', c => c.notNull())
      .execute();

    await db.schema
      .createTable('write_probe')
      .addColumn('id', 'integer', c => c.primaryKey())
      .addColumn('at', 'bigint', c => c.notNull())
      .addColumn('filler', 'text', c => c.notNull())
      .execute();
  },
};
