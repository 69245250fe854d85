import type { Response, Server } from 'restify';
import { ping } from '../store/migrations.ts';
import type { Store } from '../store/store.ts';
import type { Metrics } from './metrics.ts';

export interface HealthOptions {
  store: Store;
  metrics: Metrics;
  /** False while the service starts or stops: a load balancer then sends its requests elsewhere. */
  isReady: () => boolean;
}

/** `/healthz`: the process lives. `/readyz`: it takes requests and its store answers. `/metrics`: for Prometheus. */
export function mountHealth(server: Server, { store, metrics, isReady }: HealthOptions): void {
  server.get('/healthz', async (_, response) => answer(response, 200, 'ok'));

  server.get('/readyz', async (_, response) => {
    if (!isReady()) return answer(response, 503, 'starting or stopping');
    const reachable = await ping(store).then(
      () => true,
      () => false,
    );
    answer(response, reachable ? 200 : 503, reachable ? 'ok' : 'the database does not answer');
  });

  server.get('/metrics', async (_, response) => {
    answer(response, 200, await metrics.registry.metrics(), metrics.registry.contentType);
  });
}

function answer(response: Response, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
