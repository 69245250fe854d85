import { accessSync, constants } from 'node:fs';
import { lockDataDirectory } from './data-directory-lock.ts';
import { expectDatabase, noteDatabase } from './database-note.ts';
import { migrate } from './migrations.ts';
import { protectFiles } from './protect-files.ts';
import { databaseFile, openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** A data directory, for this service alone. */
export interface DataDirectory {
  store: Store;
  /** What others on the machine can read and we cannot change, since it is somebody else's. */
  open: string[];
  /** Closes the store and lets another service in. */
  release(): Promise<void>;
}

/**
 * Makes the data directory or mends it, locks it, and opens the store in it. Throws a DataDirectoryInUseError, a
 * DatabaseMissingError, or what the file system or the database said.
 */
export async function openDataDirectory(directory: string, at: number): Promise<DataDirectory> {
  const open = protectFiles(directory);
  // SQLite says of a read-only directory only that it cannot open its file.
  accessSync(directory, constants.W_OK);
  const lock = await lockDataDirectory(directory);
  try {
    expectDatabase(directory);
    const store = openSqlite(databaseFile(directory));
    await migrate(store);
    noteDatabase(directory, at);
    return {
      store,
      open,
      async release() {
        await store.destroy();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
