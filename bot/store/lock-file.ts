import { rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { protect } from './protect-files.ts';
import { databaseFile } from './sqlite.ts';
import { storeFaultOf } from './store-fault.ts';

/**
 * Locks a file with one of SQLite's locks, which ends with the process, however that ends, and which holds across
 * containers that share the file. Undefined where another service holds it.
 *
 * Who may only read the file can hold a lock for reading, which would keep us from ours for ever. A service's lock
 * lets nobody read; so where reading is possible, no service has it, and a new file takes its place. So it does where
 * the file is neither ours nor of the owner of the directory or the database: somebody has put it there.
 */
export function lockFile(file: string): { release(): void } | undefined {
  const held = hold(file) ?? (mayRead(file) || isStrange(file) ? replace(file) : undefined);
  return held && { release: () => held.close() };
}

function hold(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
    protect(file);
    return database;
  } catch (error) {
    database.close();
    if (storeFaultOf(error) === 'locked') return undefined;
    throw error;
  }
}

function mayRead(file: string): boolean {
  const database = new DatabaseSync(file);
  try {
    database.exec('SELECT * FROM sqlite_schema');
    return true;
  } catch (error) {
    if (storeFaultOf(error) === 'locked') return false;
    throw error;
  } finally {
    database.close();
  }
}

function isStrange(file: string): boolean {
  const ownerOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.uid;
  const owners = [process.getuid?.(), ownerOf(dirname(file)), ownerOf(databaseFile(dirname(file)))];
  return !owners.includes(ownerOf(file));
}

function replace(file: string): DatabaseSync | undefined {
  rmSync(file, { force: true });
  return hold(file);
}
