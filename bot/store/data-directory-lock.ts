import { join } from 'node:path';
import { lockFile } from './lock-file.ts';
import { lockName } from './lock-name.ts';

/** Another service works on the same data directory. */
export class DataDirectoryInUseError extends Error {
  override name = 'DataDirectoryInUseError';

  constructor(directory: string) {
    super(`Another Channel Connectors already runs on ${directory}: stop it, or give another DATA_DIR.`);
  }
}

/**
 * Keeps a second service off a data directory, which must be there: two of them would post everything twice. There
 * are two locks: the name cannot be deleted, the file is seen from other containers too. Both end with the process.
 * Throws a DataDirectoryInUseError.
 */
export async function lockDataDirectory(directory: string): Promise<{ release(): void }> {
  const name = await lockName(directory);
  if (name.kind === 'a service has it') throw new DataDirectoryInUseError(directory);
  const releaseName = () => name.kind === 'held' && name.release();
  try {
    const file = lockFile(join(directory, 'service.lock'));
    if (!file) throw new DataDirectoryInUseError(directory);
    return {
      release() {
        file.release();
        releaseName();
      },
    };
  } catch (error) {
    releaseName();
    throw error;
  }
}
