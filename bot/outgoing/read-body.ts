import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliDecompress, createUnzip } from 'node:zlib';
import { OutgoingError } from './outgoing-error.ts';

/**
 * The body of a response, decoded. Throws an OutgoingError `too-large` as soon as more than `mostBytes` have come or
 * have been unpacked, and `bad-response` for a coding that was not asked for.
 */
export async function readBody(response: IncomingMessage, mostBytes: number, host: string): Promise<Buffer> {
  const tooLarge = new OutgoingError(
    'too-large',
    `The host ${host} sent more than the ${mostBytes} bytes that are read.`,
    host,
  );
  // A stream of empty blocks has no end and unpacks to nothing, so both sides are counted.
  async function* limit(chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge;
      yield chunk;
    }
  }
  const coding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (coding === '' || coding === 'identity') return await pipeline(response, limit, buffer);
  return await pipeline(response, limit, decoder(coding, host), limit, buffer);
}

/** As browsers do, a body that ends early is read as far as it goes: servers leave out the end, or the whole. */
function decoder(coding: string, host: string) {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
    case 'deflate':
      return createUnzip({ flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH });
    case 'br':
      return createBrotliDecompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
      });
    default:
      throw new OutgoingError('bad-response', `The host ${host} sent a coding that cannot be read.`, host);
  }
}
