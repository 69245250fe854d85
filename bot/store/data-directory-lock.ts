import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another service works on the same data directory. */
export class DataDirectoryInUseError extends Error {
  override name = 'DataDirectoryInUseError';
}

/**
 * Keeps a second service off a data directory: two of them would post everything twice. The lock is one of SQLite's,
 * so that it ends with the process, however that ends. Throws a DataDirectoryInUseError.
 */
export function lockDataDirectory(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(directory, 'service.lock'));
  try {
    database.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked/.test(error.message))
      throw new DataDirectoryInUseError(
        `Another Channel Connectors already runs on ${directory}: stop it, or give another DATA_DIR.`,
      );
    throw error;
  }
  return { release: () => database.close() };
}
