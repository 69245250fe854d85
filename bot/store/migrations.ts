import type { Kysely } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { first } from './migrations/001-first.ts';
import { operation } from './migrations/002-operation.ts';
import { waits } from './migrations/003-waits.ts';
import type { Schema } from './schema.ts';

const migrations: Record<string, Migration> = {
  '001-first': first,
  '002-operation': operation,
  '003-waits': waits,
};

const provider: MigrationProvider = { getMigrations: async () => migrations };

/** Brings the tables to the newest form. Safe to call at every start. Throws what the database said. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
}

/** True if the newest migration has been applied: a command must not change a database of another version. */
export async function isMigrated(db: Kysely<Schema>): Promise<boolean> {
  const done = await new Migrator({ db, provider }).getMigrations();
  return done.every(migration => migration.executedAt !== undefined);
}
