import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the service and the playground write into a data directory. */
const ours = /^(?:(?:channel-connectors|playground)\.db|service\.lock|webhook-url-keys|database\.note|\.challenge-)/;
/** A file system of its own may have it. */
const alsoThere = 'lost+found';

const othersMay = 0o077;

/**
 * Makes the data directory, or mends one that is there already (a volume, systemd's StateDirectory): its files are
 * for their owner only, and so is the directory, unless it holds other things too. Answers what could not be mended,
 * since it belongs to somebody else; throws where the directory cannot be made or read.
 */
export function protectFiles(directory: string): string[] {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const names = readdirSync(directory);
  const open: string[] = [];
  for (const name of names.filter(one => ours.test(one))) {
    const file = join(directory, name);
    if (!protect(file)) open.push(file);
  }
  const isOurs = names.every(name => ours.test(name) || name === alsoThere);
  if (isOurs && !protect(directory)) open.push(directory);
  return open;
}

/** Takes away what group and others may do. False where only somebody else could. */
export function protect(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || !(found.isFile() || found.isDirectory()) || (found.mode & othersMay) === 0) return true;
  try {
    chmodSync(path, found.mode & 0o700);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EPERM' || error.code === 'EROFS')) return false;
    throw error;
  }
}
