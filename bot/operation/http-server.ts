import { type IncomingMessage, type Server as NodeServer, type ServerResponse, STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import restify from 'restify';
import { mendTarget } from './request-target.ts';
import { keepSockets, type Sockets } from './sockets.ts';

/** In milliseconds. */
export interface HttpTimes {
  /** A request's head and body must have arrived within this time. */
  request: number;
  /** How long an open connection waits for its next request; longer than reverse proxies keep theirs (75 seconds). */
  keepAlive: number;
  /** How often the times of requests are looked at. */
  check: number;
}

export interface HttpOptions {
  times?: HttpTimes;
  /** How many connections may be open at once. */
  maxConnections?: number;
}

/** restify's server, and its open sockets. */
export type HttpServer = restify.Server & { sockets: Sockets };

const usualTimes: HttpTimes = { request: 30_000, keepAlive: 95_000, check: 1_000 };
const usualConnections = 2_000;

/** On each answer of ours, whoever makes it: what was sent as text is never taken for a page. */
const noSniff = ['x-content-type-options', 'nosniff'] as const;

/**
 * restify's server, with the doors shut that it leaves open to whoever sends a request. `onError` is told of what a
 * handler threw; its caller is told nothing of it.
 */
export function createHttpServer(
  onError: (error: unknown) => void,
  { times = usualTimes, maxConnections = usualConnections }: HttpOptions = {},
): HttpServer {
  const server = restify.createServer({ name: 'channel-connectors', handleUncaughtExceptions: false });
  setTimes(server.server, times);
  const sockets = keepSockets(server.server, maxConnections);
  server.server.on('clientError', (error, socket) => answerMalformed(sockets, error, socket));
  // Because of its listener a request that offers an upgrade, as Java's client does with HTTP/2, would get no answer.
  server.server.removeAllListeners('upgrade');
  for (const event of ['request', 'checkContinue']) {
    const listeners = server.server.listeners(event);
    server.server.removeAllListeners(event);
    server.server.on(event, (request: IncomingMessage, response: ServerResponse) => {
      sockets.serve(request, response, () => {
        mendTarget(request);
        response.setHeader(...noSniff);
        for (const listener of listeners) listener.call(server.server, request, response);
      });
    });
  }
  server.on('restifyError', (_: restify.Request, response: restify.Response, error: unknown, done: () => void) => {
    // What the router refuses, such as an unknown path, restify answers itself once `done` is called.
    if (error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500) return done();
    onError(error);
    if (response.headersSent) return;
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('Something failed on our side. Try again later.');
  });
  return Object.assign(server, { sockets });
}

function setTimes(server: NodeServer, times: HttpTimes): void {
  server.requestTimeout = times.request;
  // Where the head may take longer than the whole, Node takes the one for the other; it looks every 30 seconds only.
  server.headersTimeout = times.request;
  Object.assign(server, { connectionsCheckingInterval: times.check });
  server.keepAliveTimeout = times.keepAlive;
}

/** As Node answers it, with one header more: what its parser refuses, and what took too long, reaches no handler. */
const malformed: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function answerMalformed(sockets: Sockets, error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!(socket instanceof Socket) || !socket.writable || sockets.isAnswering(socket)) return void socket.destroy(error);
  const status = malformed[error.code ?? ''] ?? 400;
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${noSniff.join(': ')}\r\nConnection: close\r\n\r\n`);
  socket.destroySoon();
}
