/** What keeps a store from working, as an operator has to tell them apart. */
export type StoreFault = 'full' | 'read-only' | 'damaged' | 'unwritable' | 'locked';

/** What is wrong and what to do, for the log. */
export const storeFaults: Record<StoreFault, string> = {
  full: 'The disk of the data directory is full: make room. Until then nothing can be accepted.',
  'read-only': 'The data directory is read-only: mount it writable, or give the service the right to write there.',
  damaged: 'The database is damaged: stop the service, put a backup in its place, and look at the disk.',
  unwritable: 'The database cannot be written: the disk refuses it. Look at the disk and its limits.',
  locked: 'The database is locked: another process has kept it for more than five seconds.',
};

/** SQLite's primary result codes (sqlite.org/rescode.html): the lowest byte of an extended one. */
const sqliteFaults: Record<number, StoreFault> = {
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  10: 'unwritable',
  11: 'damaged',
  13: 'full',
  14: 'unwritable',
  26: 'damaged',
};
/** Of the file system itself (errno(3)). */
const systemFaults: Record<string, StoreFault> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EIO: 'unwritable',
};

/** What `quick_check` has found. */
export class DamagedPagesError extends Error {
  override name = 'DamagedPagesError';
}

/** Which fault an error comes from, itself or its causes; undefined where the store is not to blame. */
export function storeFaultOf(error: unknown): StoreFault | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof DamagedPagesError) return 'damaged';
    if ('errcode' in cause && typeof cause.errcode === 'number') return sqliteFaults[cause.errcode & 0xff];
    // What has no path is not of a file: a connection, say.
    if ('code' in cause && typeof cause.code === 'string' && 'path' in cause) return systemFaults[cause.code];
  }
  return undefined;
}
