import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

export type Body = { bytes: Buffer } | { refused: 'too large' | 'unsupported encoding' | 'bad encoding' | 'cut off' };

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Reads the raw bytes of a request, uncompressed, `cap` bytes at most. Never throws for what a caller sends. */
export async function readBody(request: IncomingMessage, cap: number): Promise<Body> {
  // A cap is also held against what the body says of itself, before any of it is read.
  if (Number(request.headers['content-length'] ?? 0) > cap) return { refused: 'too large' };
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const received = await receive(request, cap);
  if ('refused' in received || encoding === 'identity' || encoding === '') return received;
  if (!Object.hasOwn(decoders, encoding)) return { refused: 'unsupported encoding' };
  return decode(received.bytes, encoding as keyof typeof decoders, cap);
}

function receive(request: IncomingMessage, cap: number): Promise<Body> {
  return new Promise(resolve => {
    // Who hung up before is told of no more.
    if (request.destroyed) return resolve({ refused: 'cut off' });
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (body: Body) => {
      request.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
      resolve(body);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > cap) end({ refused: 'too large' });
      else chunks.push(chunk);
    };
    const onEnd = () => end({ bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) });
    const onCut = () => end({ refused: 'cut off' });
    request.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  });
}

async function decode(bytes: Buffer, encoding: keyof typeof decoders, cap: number): Promise<Body> {
  try {
    return { bytes: await decoders[encoding](bytes, { maxOutputLength: cap }) };
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { refused: tooLarge ? 'too large' : 'bad encoding' };
  }
}
