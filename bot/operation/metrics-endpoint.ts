import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server as NodeServer, type ServerResponse } from 'node:http';
import type { Server } from 'restify';
import type { MetricsAccess } from '../config.ts';
import { PortInUseError } from './listening.ts';
import type { Metrics } from './metrics.ts';

const path = '/metrics';
const headers = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** Serves `/metrics` on the service's own port, where the configuration lets it. */
export function mountMetrics(server: Server, metrics: Metrics, access: MetricsAccess): void {
  if (!access.isOnServicePort) return;
  server.get(path, async (request, response) => answer(metrics, access.token, request, response));
}

/** Serves `/metrics`, and nothing else, on the port of its own. Rejects with a PortInUseError. */
export async function listenForMetrics(
  metrics: Metrics,
  { host, metrics: access }: { host: string; metrics: MetricsAccess },
  onError: (error: unknown) => void,
): Promise<NodeServer | undefined> {
  const { port, token } = access;
  if (port === undefined) return undefined;
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 1_000 });
  server.maxConnections = 20;
  server.on('request', (request, response) => {
    const { pathname } = URL.parse(request.url ?? '', 'http://localhost') ?? {};
    if (request.method !== 'GET' || pathname !== path) return refuse(response, 404, 'Metrics are at /metrics.');
    answer(metrics, token, request, response).catch(error => {
      onError(error);
      refuse(response, 500, 'Something failed on our side. Try again later.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(inUse ? new PortInUseError(`Port ${port} is in use: give another METRICS_PORT.`) : error);
    });
    server.listen(port, host, () => resolve());
  });
  return server;
}

async function answer(
  metrics: Metrics,
  token: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (token !== undefined && !isSame(request.headers.authorization ?? '', `Bearer ${token}`))
    return refuse(response, 401, 'Give the METRICS_TOKEN as a bearer token.', { 'www-authenticate': 'Bearer' });
  const text = await metrics.registry.metrics();
  response.writeHead(200, { ...headers, 'content-type': metrics.registry.contentType });
  response.end(text);
}

function refuse(response: ServerResponse, status: number, text: string, more: Record<string, string> = {}): void {
  if (response.headersSent) return;
  response.writeHead(status, { ...headers, ...more });
  response.end(text);
}

/** In constant time, whatever their lengths. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
