import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** How long a writer waits for another process (the command line beside the service) to finish its transaction. */
const busyTimeout = 5_000;
const statementsKept = 200;

export const databaseFile = (dataDirectory: string) => join(dataDirectory, 'channel-connectors.db');

/**
 * Opens the SQLite database in `file` (made if it is missing; `:memory:` for tests).
 * A commit is on disk before it returns: `synchronous=FULL`, which the promise of `1` rests on.
 */
export function openSqlite(file: string): Kysely<Schema> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA busy_timeout=${busyTimeout}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL`);
  // What a statement of many rows would need to undo itself is kept in memory: as a file it costs more than the rows.
  database.exec('PRAGMA temp_store=MEMORY');
  // Pages that are written again and again reach the database once in 16 MB of log, and not once in 4.
  database.exec('PRAGMA wal_autocheckpoint=4000');
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) });
}

/** What the promise of `1` rests on, as the open store itself says it: `wal`, and 2 for `synchronous=FULL`. */
export async function durability(store: Kysely<Schema>): Promise<{ journalMode: string; synchronous: number }> {
  const journal = await sql<{ journal_mode: string }>`PRAGMA journal_mode`.execute(store);
  const commits = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(store);
  return { journalMode: journal.rows[0]?.journal_mode ?? '', synchronous: commits.rows[0]?.synchronous ?? 0 };
}

/** `node:sqlite` in the form that Kysely's dialect expects, with prepared statements kept by their text. */
function kyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(text) {
      const known = statements.get(text);
      if (known) return known;
      if (text === 'rollback') return rollbackOf(database);
      // Taking the write lock at once: a transaction that reads first could otherwise lose it to another process.
      const statement = kyselyStatement(database.prepare(text === 'begin' ? 'begin immediate' : text));
      statements.set(text, statement);
      const [oldest] = statements.keys();
      if (statements.size > statementsKept && oldest !== undefined) statements.delete(oldest);
      return statement;
    },
  };
}

function kyselyStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: parameters => statement.all(...values(parameters)),
    run: parameters => statement.run(...values(parameters)),
    iterate: parameters => statement.iterate(...values(parameters)),
  };
}

/**
 * Where the disk is full SQLite has rolled back by itself: a second rollback would fail, and what it says would take
 * the place of the cause.
 */
function rollbackOf(database: DatabaseSync): SqliteStatement {
  const nothing = { changes: 0, lastInsertRowid: 0 };
  const rollback = () => {
    if (database.isTransaction) database.exec('rollback');
    return nothing;
  };
  return { reader: false, run: rollback, all: () => [], iterate: () => [][Symbol.iterator]() };
}
