import type { IncomingMessage } from 'node:http';
import { ApiError } from '../api-error.ts';

/** In bytes: settings and names are short. */
const cap = 256 * 1024;
/** What is still read of a body that was refused as too large, so that its sender gets to see the answer. */
const readOfRefused = 8 * 1024 * 1024;

/** The parsed body of a request; undefined if it has none. Throws an ApiError. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const { headers } = request;
  if (Number(headers['content-length'] ?? 0) > cap) throw tooLarge(request);
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  const isJson = /^application\/json *(;|$)/i.test(headers['content-type'] ?? '');
  if (!isJson || headers['content-encoding'] !== undefined) throw new ApiError('not-json');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ApiError('not-valid', { text: 'unreadable', cause });
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    // Who hung up before is told of no more.
    if (request.destroyed) return reject(new ApiError('not-valid'));
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= cap) return chunks.push(chunk);
      request.off('data', take);
      return reject(tooLarge(request));
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    // Its sender has hung up: whatever is answered, nobody reads it.
    for (const event of ['error', 'close']) request.once(event, () => reject(new ApiError('not-valid')));
  });
}

function tooLarge(request: IncomingMessage): ApiError {
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > readOfRefused) request.destroy();
  });
  return new ApiError('too-large', { values: { limit: String(cap / 1024) }, headers: { connection: 'close' } });
}
