import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const packable = /^(?:text\/|application\/json|image\/svg)/;

/** A file of the tab, as it is sent. */
export interface TabFile {
  bytes: Buffer;
  gzipped: Buffer | undefined;
  type: string;
  /** Its name holds a hash of what is in it: it never changes. */
  isImmutable: boolean;
}

/** Names and folders of a build, none of which begins with a dot: no path leads out of the folder. */
const path = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;
const hashed = /^assets\/.+-[\w-]{8}\.\w+$/;
const compress = promisify(gzip);

/**
 * Finds the files of a built tab in `directory`. What never changes is read and packed once; the page is read each time,
 * so that a tab that was built anew shows without a restart.
 */
export function createTabFiles(directory: string) {
  const kept = new Map<string, TabFile>();

  /** Undefined if there is no such file, or it is of a kind that the tab has none of. */
  return async function find(name: string): Promise<TabFile | undefined> {
    const known = kept.get(name);
    if (known) return known;
    const type = types[extname(name)];
    if (type === undefined || !path.test(name)) return undefined;
    const bytes = await readFile(join(directory, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR') return undefined;
      throw error;
    });
    if (!bytes) return undefined;
    const file = {
      bytes,
      gzipped: packable.test(type) ? await compress(bytes) : undefined,
      type,
      isImmutable: hashed.test(name),
    };
    if (file.isImmutable) kept.set(name, file);
    return file;
  };
}
