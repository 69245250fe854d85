import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Attempt } from '../delivery/channel-worker.ts';
import type { Store } from '../store/store.ts';
import { type StoreFault, storeFaults } from '../store/store-fault.ts';

/** What Prometheus reads from `/metrics`. */
export interface Metrics {
  registry: Registry;
  answered(answer: { status: number; seconds: number }): void;
  attempted(attempt: Attempt): void;
}

/** What metrics ask of the service when they are read. */
export interface ServiceState {
  isReady: () => boolean;
  /** What keeps the store from working. */
  fault: () => StoreFault | undefined;
  openConnections: () => number;
  /** How many connections were cut off since there were too many, or too many requests on one. */
  cutOff: () => number;
  onError: (error: unknown) => void;
}

/** Metrics of their own registry, so that several services of one process do not share them. */
export function createMetrics(store: Store, state: ServiceState): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Counter({
    name: 'channel_connectors_webhook_requests_total',
    help: 'Requests to webhook URLs, by the status of the reply',
    labelNames: ['status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'channel_connectors_webhook_request_seconds',
    help: 'Time from the first byte of a request to a webhook URL to its reply',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });
  const attempts = new Counter({
    name: 'channel_connectors_delivery_attempts_total',
    help: 'Attempts to post, by their outcome',
    labelNames: ['outcome'],
    registers,
  });
  const deliverySeconds = new Histogram({
    name: 'channel_connectors_delivery_seconds',
    help: 'Time from a request to its card in the channel',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600, 3600],
    registers,
  });
  new Gauge({
    name: 'channel_connectors_deliveries_waiting',
    help: 'Deliveries that wait to be posted',
    registers,
    async collect() {
      const query = store
        .selectFrom('channel_queue')
        .select(eb => eb.fn.coalesce(eb.fn.sum<number>('waiting'), eb.val(0)).as('waiting'));
      try {
        this.set((await query.executeTakeFirstOrThrow()).waiting);
      } catch (error) {
        // The other metrics are never needed more than when the store fails.
        state.onError(error);
      }
    },
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('channel_connectors_ready', '1 where /readyz says ready', () => (state.isReady() ? 1 : 0));
  new Gauge({
    name: 'channel_connectors_store_fault',
    help: '1 for what keeps the store from working',
    labelNames: ['fault'],
    registers,
    collect() {
      for (const fault of Object.keys(storeFaults)) this.set({ fault }, fault === state.fault() ? 1 : 0);
    },
  });
  gauge('channel_connectors_http_connections', 'Connections that are open', state.openConnections);
  gauge(
    'channel_connectors_http_connections_cut_off',
    'Connections that were cut off since the start: there were too many, or too many requests on one',
    state.cutOff,
  );
  new Counter({
    name: 'channel_connectors_main_thread_cpu_seconds_total',
    help: 'Processor time of the thread that answers requests; that of the whole process is process_cpu_seconds_total',
    registers,
    collect() {
      const { user, system } = process.threadCpuUsage();
      this.reset();
      this.inc((user + system) / 1_000_000);
    },
  });
  gauge(
    'channel_connectors_resident_memory_peak_bytes',
    'The most memory that the process has had resident since its start (VmHWM)',
    () => process.resourceUsage().maxRSS * 1024,
  );

  const sizes = (column: 'bytes' | 'left_out') =>
    async function collect(this: Gauge) {
      const { sum } = await store
        .selectFrom('activity_size')
        .select(eb => eb.fn.coalesce(eb.fn.sum<number>(column), eb.val(0)).as('sum'))
        .executeTakeFirstOrThrow();
      this.set(sum);
    };
  new Gauge({
    name: 'channel_connectors_activity_bytes',
    help: 'Size of the received requests that are kept for Activity',
    registers,
    collect: sizes('bytes'),
  });
  new Gauge({
    name: 'channel_connectors_activity_left_out',
    help: 'Ignored and refused requests of the last days that were not written down, since ACTIVITY_MB or ACTIVITY_MB_PER_CONNECTION was used up',
    registers,
    collect: sizes('left_out'),
  });

  return {
    registry,
    answered({ status, seconds }) {
      requests.inc({ status });
      requestSeconds.observe(seconds);
    },
    attempted({ outcome, milliseconds }) {
      attempts.inc({ outcome });
      if (outcome === 'posted') deliverySeconds.observe(milliseconds / 1000);
    },
  };
}
