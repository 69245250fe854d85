import { packageLimits } from './limits.ts';

/** An entry of a zip, as its central directory describes it. */
export interface ZipEntry {
  path: string;
  isFolder: boolean;
  isLink: boolean;
  isEncrypted: boolean;
  /** 0 is stored, 8 deflated. */
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
}

/** A file that is no zip, or one of a kind that no connector package is. */
export class ZipError extends Error {
  override name = 'ZipError';
}

const endLength = 22;
const longestComment = 0xffff;
const entryLength = 46;
const localLength = 30;
const [endSignature, entrySignature, localSignature] = [0x06054b50, 0x02014b50, 0x04034b50];
const [encryptedFlag, utf8Flag] = [0x1, 0x800];
const [unix, fileType, linkType] = [3, 0o170000, 0o120000];

/**
 * The central directory of a zip: the one list of its entries that counts. Layout: PKWARE's APPNOTE.TXT 6.3, sections
 * 4.3.7, 4.3.12 and 4.3.16. Strict, since readers that disagree about a zip are a way past any check: the directory
 * lies right before its end record, and no two entries share bytes (which is how a small zip unpacks to petabytes).
 * Throws a ZipError.
 */
export function readZipDirectory(zip: Buffer): ZipEntry[] {
  const end = findEnd(zip);
  const [disk, directoryDisk] = [zip.readUInt16LE(end + 4), zip.readUInt16LE(end + 6)];
  const [onThisDisk, count] = [zip.readUInt16LE(end + 8), zip.readUInt16LE(end + 10)];
  const [size, start] = [zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)];
  if (disk !== 0 || directoryDisk !== 0 || onThisDisk !== count) throw new ZipError('The zip is one of several parts.');
  // Folders have entries too: three at the most.
  if (count > packageLimits.files + 3)
    throw new ZipError(`The zip has ${count} entries; a package has at most ${packageLimits.files} files.`);
  if (start + size !== end) throw new ZipError('The list of files in the zip is damaged.');
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + entryLength > end || zip.readUInt32LE(at) !== entrySignature)
      throw new ZipError('The list of files in the zip is damaged.');
    const next = at + entryLength + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    if (next > end) throw new ZipError('The list of files in the zip is damaged.');
    entries.push(readEntry(zip, at));
    at = next;
  }
  if (at !== end) throw new ZipError('The list of files in the zip is damaged.');
  checkOverlaps(zip, entries, start);
  return entries;
}

/** Where the packed bytes of an entry are. Throws a ZipError. */
export function packedBytes(zip: Buffer, { path, offset, packedSize }: ZipEntry): Buffer {
  if (offset + localLength > zip.length || zip.readUInt32LE(offset) !== localSignature)
    throw new ZipError(`${path}: the zip does not hold it where its list of files says.`);
  const nameLength = zip.readUInt16LE(offset + 26);
  const start = offset + localLength + nameLength + zip.readUInt16LE(offset + 28);
  const name = zip.subarray(offset + localLength, offset + localLength + nameLength);
  if (!name.equals(Buffer.from(path)) || start + packedSize > zip.length)
    throw new ZipError(`${path}: the zip does not hold it where its list of files says.`);
  return zip.subarray(start, start + packedSize);
}

/** The end record: the last thing in the file but for its comment. */
function findEnd(zip: Buffer): number {
  const earliest = Math.max(0, zip.length - endLength - longestComment);
  for (let at = zip.length - endLength; at >= earliest; at -= 1)
    if (zip.readUInt32LE(at) === endSignature && at + endLength + zip.readUInt16LE(at + 20) === zip.length) return at;
  throw new ZipError('This is no zip.');
}

function readEntry(zip: Buffer, at: number): ZipEntry {
  const flags = zip.readUInt16LE(at + 8);
  const bytes = zip.subarray(at + entryLength, at + entryLength + zip.readUInt16LE(at + 28));
  const path = bytes.toString('utf8');
  const isAscii = bytes.every(byte => byte < 0x80);
  if (!Buffer.from(path).equals(bytes) || (!isAscii && (flags & utf8Flag) === 0))
    throw new ZipError(`The name of a file in the zip is not in UTF-8: ${path}.`);
  const madeOn = zip.readUInt8(at + 5);
  const mode = zip.readUInt16LE(at + 40);
  return {
    path,
    isFolder: path.endsWith('/'),
    isLink: madeOn === unix && (mode & fileType) === linkType,
    isEncrypted: (flags & encryptedFlag) !== 0,
    method: zip.readUInt16LE(at + 10),
    crc: zip.readUInt32LE(at + 16),
    packedSize: zip.readUInt32LE(at + 20),
    size: zip.readUInt32LE(at + 24),
    offset: zip.readUInt32LE(at + 42),
  };
}

function checkOverlaps(zip: Buffer, entries: ZipEntry[], directory: number): void {
  let free = 0;
  for (const entry of entries.toSorted((one, other) => one.offset - other.offset)) {
    const bytes = packedBytes(zip, entry);
    if (entry.offset < free) throw new ZipError(`${entry.path}: shares its bytes with another file of the zip.`);
    free = bytes.byteOffset - zip.byteOffset + bytes.length;
  }
  if (free > directory) throw new ZipError('The list of files in the zip is damaged.');
}
