import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'restify';
import type { MetricsAccess } from '../config.ts';
import { createHttpServer, type HttpServer } from './http-server.ts';
import { listen } from './listening.ts';
import type { Metrics } from './metrics.ts';

const path = '/metrics';
/** Those who read metrics are few. */
const maxConnections = 20;

/** Serves `/metrics` on the service's own port, where the configuration lets it. */
export function mountMetrics(server: Server, metrics: Metrics, access: MetricsAccess): void {
  if (access.isOnServicePort) mount(server, metrics, access.token);
}

/** Serves `/metrics`, and nothing else, on the port of its own, where there is one. Rejects with a PortInUseError. */
export async function listenForMetrics(
  metrics: Metrics,
  { host, metrics: { port, token } }: { host: string; metrics: MetricsAccess },
  onError: (error: unknown) => void,
): Promise<HttpServer | undefined> {
  if (port === undefined) return undefined;
  const server = createHttpServer(onError, { maxConnections });
  mount(server, metrics, token);
  await listen(server, { host, port }, 'METRICS_PORT');
  return server;
}

function mount(server: Server, metrics: Metrics, token: string | undefined): void {
  server.get(path, async (request: IncomingMessage, response: ServerResponse) => {
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    if (token !== undefined && !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
      response.writeHead(401, { ...headers, 'www-authenticate': 'Bearer' });
      response.end('Give the METRICS_TOKEN as a bearer token.');
      return;
    }
    const text = await metrics.registry.metrics();
    response.writeHead(200, { ...headers, 'content-type': metrics.registry.contentType });
    response.end(text);
  });
}

/** In constant time, whatever their lengths. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
