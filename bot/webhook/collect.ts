import type { Room } from './room.ts';

/** So much of each body is taken without asking for room, in bytes. */
const free = 16 * 1024;
/** A body of unknown size gets this much more room each time that what it has is full. */
const growth = 8;

/**
 * Puts a body together from its pieces. What is larger than a few pages gets room first, and one buffer that holds
 * all of it: pieces that are put together in the end need twice the memory.
 */
export interface Collector {
  /** True: go on. A promise: wait for it before the next piece comes. Nothing may come after a refusal. */
  add(piece: Buffer): true | Refused | Promise<true | Refused>;
  /** All of it, in a buffer of its own where it is large. */
  bytes(): Buffer;
  /** Gives the room back. */
  release(): void;
}

export type Refused = 'too large' | 'no room';

/**
 * One that is resizable has pages of its own, which go back to the system with it; of others the C library keeps up to
 * 50 MB for the next.
 */
const largeBuffer = (bytes: number) => Buffer.from(new ArrayBuffer(bytes, { maxByteLength: bytes }));

/** @param expected the size that it is said to have, in bytes; undefined where nothing is said */
export function createCollector(room: Room, expected: number | undefined, cap: number): Collector {
  let held = Buffer.allocUnsafeSlow(0);
  const pieces: Buffer[] = [];
  let size = 0;
  const takings: (() => void)[] = [];
  let released = false;

  function put(piece: Buffer): true {
    if (held.length > 0) piece.copy(held, size);
    else pieces.push(piece);
    size += piece.length;
    return true;
  }

  async function enlarge(piece: Buffer): Promise<true | Refused> {
    const least = size + piece.length;
    const wanted = Math.min(cap, Math.max(least, expected ?? growth * Math.max(held.length, free)));
    const giveBack = await room.take(wanted - held.length);
    if (!giveBack) return 'no room';
    if (released) giveBack();
    takings.push(giveBack);
    const larger = largeBuffer(wanted);
    held.copy(larger);
    let at = 0;
    for (const one of pieces) at += one.copy(larger, at);
    pieces.length = 0;
    held = larger;
    return put(piece);
  }

  return {
    add(piece) {
      const after = size + piece.length;
      if (after > cap) return 'too large';
      return after > Math.max(held.length, free) ? enlarge(piece) : put(piece);
    },
    bytes: () => (held.length > 0 ? held.subarray(0, size) : Buffer.concat(pieces)),
    release() {
      released = true;
      for (const giveBack of takings.splice(0)) giveBack();
    },
  };
}
