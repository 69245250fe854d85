import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, unzip } from 'node:zlib';
import { OutgoingError } from './outgoing-error.ts';

/**
 * The body of a response, decoded. Throws an OutgoingError `too-large` as soon as more than `mostBytes` have come or
 * have been unpacked, and `bad-response` for a coding that was not asked for.
 */
export async function readBody(response: IncomingMessage, mostBytes: number, host: string): Promise<Buffer> {
  const tooLarge = new OutgoingError('too-large', `The host ${host} sent more than ${mostBytes} bytes.`, host);
  async function* limit(chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge;
      yield chunk;
    }
  }
  const body = await pipeline(response, limit, buffer);
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  // Responses without a body (to HEAD, or 304) still name the coding that it would have had.
  if (coding === 'identity' || body.length === 0) return body;
  const unpack = unpackers.get(coding);
  if (unpack === undefined)
    throw new OutgoingError('bad-response', `The host ${host} sent a coding that cannot be read.`, host);
  try {
    return await unpack(body, { maxOutputLength: mostBytes });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge;
    throw error;
  }
}

/** One coding a response: packed twice, a small body could become a very large one on the way. */
const unpackers = new Map([
  ['gzip', promisify(unzip)],
  ['x-gzip', promisify(unzip)],
  ['deflate', promisify(unzip)],
  ['br', promisify(brotliDecompress)],
]);
