import { strToU8, zipSync } from 'fflate';
import type { ConnectorFiles } from '../connector-files.ts';

/** Packs a connector. The same files give the same bytes: no entry has a time of its own. */
export function writePackage(files: ConnectorFiles): Uint8Array {
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(entries.map(([path, text]) => [path, strToU8(text)])), {
    level: 9,
    // The earliest that a zip can hold.
    mtime: new Date(1980, 0, 1),
  });
}
