import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Collector, createCollector, type Refused } from './collect.ts';
import type { Room } from './room.ts';

export type Body =
  /** A large body has a buffer of its own. `release` gives back the room that it takes. */
  { bytes: Buffer; release(): void } | { refused: Refused | 'unsupported encoding' | 'bad encoding' | 'cut off' };

/** Larger pieces than Node's, so that a large body takes fewer turns. */
const options = { chunkSize: 64 * 1024 };
const decoders: Record<string, () => Transform> = {
  gzip: () => createGunzip(options),
  'x-gzip': () => createGunzip(options),
  deflate: () => createInflate(options),
  br: () => createBrotliDecompress(options),
};

/** Reads the raw bytes of a request, uncompressed, `cap` bytes at most. Never throws for what a caller sends. */
export async function readBody(request: IncomingMessage, cap: number, room: Room): Promise<Body> {
  const { 'content-length': length, 'content-encoding': named = 'identity' } = request.headers;
  // A cap is also held against what the body says of itself, before any of it is read.
  if (Number(length ?? 0) > cap) return { refused: 'too large' };
  const encoding = named.trim().toLowerCase();
  const isPlain = encoding === 'identity' || encoding === '';
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  const received = await receive(
    request,
    createCollector(room, length === undefined ? undefined : Number(length), cap),
  );
  if ('refused' in received || isPlain) return received;
  try {
    if (!decoder) return { refused: 'unsupported encoding' };
    return await decode(received.bytes, decoder(), createCollector(room, undefined, cap));
  } finally {
    received.release();
  }
}

function receive(request: IncomingMessage, collector: Collector): Promise<Body> {
  return new Promise(resolve => {
    // Who hung up before is told of no more.
    if (request.destroyed) return resolve({ refused: 'cut off' });
    const end = (body: Body) => {
      request.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
      if ('refused' in body) collector.release();
      resolve(body);
    };
    let entering: Promise<void> | undefined;
    const onData = (piece: Buffer) => {
      const added = collector.add(piece);
      if (added === true) return;
      if (typeof added === 'string') return end({ refused: added });
      // What has not been read waits in the network, at the sender's.
      request.pause();
      entering = added.then(entered => {
        entering = undefined;
        if (entered !== true) end({ refused: entered });
        request.resume();
      });
    };
    const whole = () => end({ bytes: collector.bytes(), release: collector.release });
    const onEnd = () => {
      // Also a request that is paused ends, if all of it was there already.
      if (!entering) return whole();
      request.off('close', onCut);
      entering.then(whole);
    };
    const onCut = () => end({ refused: 'cut off' });
    request.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  });
}

async function decode(bytes: Buffer, decoder: Transform, collector: Collector): Promise<Body> {
  try {
    decoder.end(bytes);
    for await (const piece of decoder) {
      const added = await collector.add(piece);
      if (added === true) continue;
      collector.release();
      return { refused: added };
    }
    return { bytes: collector.bytes(), release: collector.release };
  } catch {
    // What zlib says of it helps nobody.
    collector.release();
    return { refused: 'bad encoding' };
  }
}
