import assert from 'node:assert/strict';
import { testStore } from '../../test/support/store.ts';
import type { MetricsAccess } from '../config.ts';
import type { Store } from '../store/store.ts';
import { createHttpServer, type HttpServer } from './http-server.ts';
import { closeServer, listen, PortInUseError } from './listening.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { listenForMetrics, mountMetrics } from './metrics-endpoint.ts';

const token = 'a-token-of-the-test';

describe('/metrics', () => {
  let store: Store;
  let metrics: Metrics;
  let server: HttpServer;
  const errors: unknown[] = [];
  beforeEach(async () => {
    store = await testStore();
    errors.length = 0;
    const onError = (error: unknown) => errors.push(error);
    server = createHttpServer(onError);
    metrics = createMetrics(store, {
      isReady: () => false,
      fault: () => 'full',
      openConnections: () => server.sockets.count(),
      cutOff: () => server.sockets.cutOff(),
      onError,
    });
  });
  afterEach(async () => {
    server.server.closeAllConnections();
    await closeServer(server);
    await store.destroy();
  });

  /** The status of the service's own port, without and with the token. */
  async function onServicePort(access: MetricsAccess): Promise<number[]> {
    mountMetrics(server, metrics, access);
    await listen(server, { host: '127.0.0.1', port: 0 });
    const statuses: number[] = [];
    for (const given of [undefined, `Bearer ${token}x`, `Bearer ${token}`]) {
      const answer = await fetch(`${server.url}/metrics`, given ? { headers: { authorization: given } } : {});
      await answer.text();
      statuses.push(answer.status);
    }
    return statuses;
  }

  it('are open for a try on one machine', async () => {
    const access = { port: undefined, token: undefined, isOnServicePort: true };
    assert.deepEqual(await onServicePort(access), [200, 200, 200]);
  });

  it('are not there on the port that others reach', async () => {
    const access = { port: undefined, token: undefined, isOnServicePort: false };
    assert.deepEqual(await onServicePort(access), [404, 404, 404]);
  });

  it('ask for the token', async () => {
    const access = { port: undefined, token, isOnServicePort: true };
    assert.deepEqual(await onServicePort(access), [401, 401, 200]);
  });

  it('have a port of their own, with nothing else on it', async () => {
    const access = { port: 0, token: undefined, isOnServicePort: false };
    const own = await listenForMetrics(metrics, { host: '127.0.0.1', metrics: access }, error => errors.push(error));
    assert.ok(own);
    const { url } = own;
    try {
      const answer = await fetch(`${url}/metrics`);
      assert.match(await answer.text(), /^process_resident_memory_bytes \d+/m);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      for (const target of ['/', '/healthz', '//', '/metrics/'])
        assert.equal((await fetch(url + target)).status, 404, target);
      assert.equal((await fetch(`${url}/metrics`, { method: 'POST' })).status, 405);
    } finally {
      await closeServer(own);
    }
  });

  it('say which variable names a port that is in use', async () => {
    await listen(server, { host: '127.0.0.1', port: 0 });
    const access = { port: Number(new URL(server.url).port), token: undefined, isOnServicePort: false };
    await assert.rejects(
      listenForMetrics(metrics, { host: '127.0.0.1', metrics: access }, assert.ifError),
      (error: unknown) => error instanceof PortInUseError && /another METRICS_PORT/.test(error.message),
    );
  });

  it('tell of readiness, of the fault, of connections and of the most memory', async () => {
    const text = await metrics.registry.metrics();
    assert.match(text, /^channel_connectors_ready 0$/m);
    assert.match(text, /^channel_connectors_store_fault\{fault="full"\} 1$/m);
    assert.match(text, /^channel_connectors_store_fault\{fault="damaged"\} 0$/m);
    assert.match(text, /^channel_connectors_http_connections 0$/m);
    const [, peak] = /^channel_connectors_resident_memory_peak_bytes (\d+)$/m.exec(text) ?? [];
    assert.ok(Number(peak) > 20_000_000, peak);
  });

  it('go on where the store does not', async () => {
    await store.schema.dropTable('channel_queue').execute();
    assert.match(await metrics.registry.metrics(), /^channel_connectors_ready 0$/m);
    assert.equal(errors.length, 1);
  });
});
