import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile } from './sqlite.ts';

/** There was a database, and now there is none. */
export class DatabaseMissingError extends Error {
  override name = 'DatabaseMissingError';
}

const noteFile = (dataDirectory: string) => join(dataDirectory, 'database.note');

/**
 * Throws a DatabaseMissingError where the note says that there was a database: a new one would answer every URL with
 * 404, without a word.
 */
export function expectDatabase(dataDirectory: string): void {
  const note = noteFile(dataDirectory);
  if (!existsSync(note) || (statSync(databaseFile(dataDirectory), { throwIfNoEntry: false })?.size ?? 0) > 0) return;
  throw new DatabaseMissingError(
    `The database ${databaseFile(dataDirectory)} is missing, and there was one before: put it back, from a backup, and start again. To begin anew without its connections and their URLs, delete ${note}.`,
  );
}

/** Notes beside the keys that there is a database from now on. */
export function noteDatabase(dataDirectory: string, at: number): void {
  const note = noteFile(dataDirectory);
  if (existsSync(note)) return;
  const day = new Date(at).toISOString().slice(0, 10);
  writeFileSync(
    note,
    `There has been a database here since ${day}. Where it is missing, the service does not start; delete this file to begin anew.\n`,
    { mode: 0o600 },
  );
}
