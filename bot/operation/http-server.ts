import type { IncomingMessage } from 'node:http';
import restify from 'restify';

/** A request's head and body must have arrived within this time, in milliseconds. */
const requestTimeout = 30_000;

/**
 * restify's server, with the doors shut that it leaves open to whoever sends a request. `onError` is told of what a
 * handler threw; its caller is told nothing of it.
 */
export function createHttpServer(onError: (error: unknown) => void): restify.Server {
  const server = restify.createServer({ name: 'channel-connectors', handleUncaughtExceptions: false });
  server.server.requestTimeout = requestTimeout;
  // Because of its listener a request that offers an upgrade, as Java's client does with HTTP/2, would get no answer.
  server.server.removeAllListeners('upgrade');
  for (const event of ['request', 'checkContinue']) server.server.prependListener(event, leadAstray);
  server.on('restifyError', (_: restify.Request, response: restify.Response, error: unknown, done: () => void) => {
    // What the router refuses, such as an unknown path, restify answers itself once `done` is called.
    if (error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500) return done();
    onError(error);
    if (response.headersSent) return;
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('Something failed on our side. Try again later.');
  });
  return server;
}

/**
 * restify reads the URL together with the Host, and outside of any handler: one that is none would end the process.
 * Such a request is led to where nothing is.
 */
function leadAstray(request: IncomingMessage): void {
  const { url = '', headers } = request;
  const base = `http://${headers.host || 'localhost'}`;
  if (url.startsWith('/') ? URL.canParse(base + url) : URL.canParse(url, base)) return;
  request.url = '/';
  headers.host = 'localhost';
}
