import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { protect } from './protect-files.ts';
import { storeFaultOf } from './store-fault.ts';

/**
 * Locks a file with one of SQLite's locks, which ends with the process, however that ends, and which holds across
 * containers that share the file. Undefined where another service holds it.
 *
 * Who may only read the file can hold a lock for reading, which would keep us from ours for ever. A service's lock
 * lets nobody read; so where reading is possible, no service has it, and a new file takes its place.
 */
export function lockFile(file: string): { release(): void } | undefined {
  const held = hold(file) ?? (mayRead(file) ? replace(file) : undefined);
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

function replace(file: string): DatabaseSync | undefined {
  rmSync(file, { force: true });
  return hold(file);
}
