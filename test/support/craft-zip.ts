import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip that may lie about itself. */
export interface CraftedEntry {
  path: string;
  data: Uint8Array;
  /** What the zip says in place of what is so. */
  size?: number;
  crc?: number;
  flags?: number;
  method?: number;
  /** Of Unix, such as that of a link. */
  mode?: number;
  /** Where its local header is said to be: that of another entry, say. */
  offset?: number;
  /** The name in the local header. */
  localPath?: string;
}

/** Writes a zip byte by byte, also one that no honest program would write. */
export function craftZip(entries: CraftedEntry[], end: { count?: number; size?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const packed = entry.method === 0 ? Buffer.from(entry.data) : deflateRawSync(entry.data);
    const name = Buffer.from(entry.path);
    const localName = Buffer.from(entry.localPath ?? entry.path);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(localName.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50);
    central.writeUInt8(3, 5);
    central.writeUInt16LE(entry.flags ?? 0x800, 8);
    central.writeUInt16LE(entry.method ?? 8, 10);
    central.writeUInt32LE(entry.crc ?? crc32(entry.data), 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(entry.size ?? entry.data.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(entry.mode ?? 0o100644, 40);
    central.writeUInt32LE(entry.offset ?? at, 42);
    locals.push(local, localName, packed);
    directory.push(central, name);
    at += local.length + localName.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50);
  const count = end.count ?? entries.length;
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(end.size ?? list.length, 12);
  record.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, record]);
}
