import { crc32, inflateRawSync } from 'node:zlib';
import { type ConnectorFiles, isConnectorFile } from '../connector-files.ts';
import { packageLimits, sizeText } from './limits.ts';
import { packedBytes, readZipDirectory, type ZipEntry, ZipError } from './zip-directory.ts';

const [stored, deflated] = [0, 8];

/**
 * The files of a zipped connector. Nothing is unpacked before all that the zip says of itself was checked, and then no
 * more than it said. One folder around all of it is taken off. Adds one line to `problems` for all that is wrong.
 */
export function unzipFiles(bytes: Uint8Array, problems: string[]): ConnectorFiles {
  if (bytes.length > packageLimits.packed) {
    problems.push(`The package is larger than ${sizeText(packageLimits.packed)}.`);
    return new Map();
  }
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const entries = readZipDirectory(zip);
    const top = topFolder(entries.map(({ path }) => path));
    const before = problems.length;
    const wanted = checkEntries(entries, top, problems);
    if (problems.length > before) return new Map();
    return new Map(wanted.flatMap(({ path, entry }) => unpack(zip, path, entry, problems)));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    problems.push(error.message);
    return new Map();
  }
}

/** `NAME/` where all paths begin with it and connector.json lies in it, else nothing. */
function topFolder(paths: string[]): string {
  if (paths.includes('connector.json')) return '';
  const [top = ''] = /^[A-Za-z0-9][A-Za-z0-9._-]*\//.exec(paths[0] ?? '') ?? [];
  return paths.every(path => path.startsWith(top)) ? top : '';
}

function checkEntries(entries: ZipEntry[], top: string, problems: string[]) {
  const seen = new Set<string>();
  const files: { path: string; entry: ZipEntry }[] = [];
  let total = 0;
  for (const entry of entries) {
    const shown = JSON.stringify(entry.path.slice(0, 200)).slice(1, -1);
    const path = entry.path.slice(top.length);
    const wrong = wrongWithPath(entry, path) ?? (entry.isFolder ? undefined : wrongWithFile(entry));
    if (wrong !== undefined) problems.push(`${shown}: ${wrong}`);
    const sameName = entry.path.toLowerCase().normalize('NFC');
    if (seen.has(sameName)) problems.push(`${shown}: is there twice (capital and small letters count as the same).`);
    seen.add(sameName);
    total += entry.size;
    if (!entry.isFolder) files.push({ path, entry });
  }
  if (total > packageLimits.unpacked)
    problems.push(`The package is larger than ${sizeText(packageLimits.unpacked)} when it is unpacked.`);
  if (files.length > packageLimits.files)
    problems.push(`The package has ${files.length} files; at most ${packageLimits.files} are taken.`);
  return files;
}

function wrongWithPath({ path: whole, isFolder, isLink }: ZipEntry, path: string): string | undefined {
  if (/^[/\\]|^[A-Za-z]:/.test(whole)) return 'is an absolute path.';
  if (whole.includes('\\')) return 'has a backslash in its path; folders are told from files by "/".';
  if (whole.split('/').some(part => part === '..' || part === '.')) return 'has a path that leads out of the package.';
  if (isLink) return 'is a link to another file.';
  if (isFolder ? ['', 'events/', 'samples/'].includes(path) : isConnectorFile(path)) return undefined;
  return 'is no file of a connector. "connector pack" makes a package of what belongs into one.';
}

function wrongWithFile({ isEncrypted, method, size, packedSize }: ZipEntry): string | undefined {
  if (isEncrypted) return 'is encrypted.';
  if (method !== stored && method !== deflated) return 'is compressed in a way other than "deflate".';
  if (size > packageLimits.file || packedSize > packageLimits.file)
    return `is larger than ${sizeText(packageLimits.file)}.`;
  return undefined;
}

function unpack(zip: Buffer, path: string, entry: ZipEntry, problems: string[]): [string, string][] {
  const packed = packedBytes(zip, entry);
  const bytes = entry.method === stored ? packed : inflated(packed, entry.size);
  if (bytes === undefined || bytes.length !== entry.size || crc32(bytes) !== entry.crc) {
    problems.push(`${path}: is damaged, or another size than the zip says.`);
    return [];
  }
  try {
    return [[path, new TextDecoder('utf-8', { fatal: true }).decode(bytes)]];
  } catch {
    problems.push(`${path}: is not text in UTF-8.`);
    return [];
  }
}

/** Undefined if it is no deflated data, or more of it than `size` bytes. */
function inflated(packed: Buffer, size: number): Buffer | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return undefined;
  }
}
