import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a handler answers: a status, a body that is sent as JSON (or as it is, when a string or bytes), headers. */
export type Answer = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
};

/** The caller went away, or sent more than is read, before its body had come. */
export class BodyError extends Error {
  readonly reason: 'aborted' | 'too large';

  constructor(reason: 'aborted' | 'too large') {
    super(reason === 'aborted' ? 'The caller closed the connection.' : 'The body is too large.');
    this.name = 'BodyError';
    this.reason = reason;
  }
}

/**
 * The request's body as text (UTF-8).
 * @param limit the most bytes that are read
 * @throws {BodyError}
 */
export function readBody(request: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    request.on('end', () => {
      if (size > limit) reject(new BodyError('too large'));
      else resolve((chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString('utf8'));
    });
    // Without a listener of its own an abort would end the process as an unhandled error event.
    request.on('error', () => reject(new BodyError('aborted')));
    request.on('close', () => {
      if (!request.complete) reject(new BodyError('aborted'));
    });
  });
}

/** Sends an answer, unless the caller has gone. */
export function respond(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const { status, body, headers } = answer;
  if (body === undefined) {
    response.writeHead(status, { ...headers, 'content-length': '0' });
    response.end();
    return;
  }
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const content = isRaw ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  const type = isRaw ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers, 'content-length': content.length });
  response.end(content);
}

/** The path's segments, decoded; undefined when one of them is not properly percent-encoded. */
export function pathSegments(pathname: string): string[] | undefined {
  try {
    return pathname.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
