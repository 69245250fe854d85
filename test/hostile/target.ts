import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { builtInConnectors } from '../../bot/catalogue/built-in.ts';
import { readConnector } from '../../bot/catalogue/connector-folder.ts';
import { type Installation, install } from '../support/installation.ts';
import { send } from '../support/post.ts';
import type { HostileActivity } from './activities.ts';
import type { HostileConnections } from './connections.ts';
import type { HostileFeed } from './feeds.ts';
import { type Neighbour, startNeighbour } from './neighbour.ts';

/** The service under attack, with somebody beside it who wants an answer. */
export interface Target {
  neighbour: Neighbour;
  /** Milliseconds that it has computed since its start, in all threads. */
  computed(): number;
  /** The most memory that it ever had, in MB (`VmHWM`). */
  peak(): number;
  /** Resolves with the status of the answer, when what it leads to has been posted too. */
  postBody(connector: string, body: string, headers: Record<string, string>): Promise<number>;
  postActivity(activity: HostileActivity): Promise<number>;
  openConnections(connections: HostileConnections): Promise<void>;
  /** Lets the service poll the feed once; resolves when it has. */
  pollFeed(feed: HostileFeed): Promise<void>;
  /** Lines that are not log, or tell of a fault of its own. */
  faults(): string[];
  close(): Promise<void>;
  /** For a service that ended, or answers no more. */
  abandon(): Promise<void>;
}

/** In milliseconds: how often it is looked whether something is done. */
const look = 5;
const deadline = 300_000;

const rss = readConnector(builtInConnectors, 'rss');

/** Starts the service with the heap of a small container. */
export async function startTarget(): Promise<Target> {
  const installation = await install(
    {},
    { NODE_OPTIONS: '--max-old-space-size=192', OUTGOING_ALLOWED_HOSTS: '127.0.0.1' },
  );
  const urls = new Map<string, string>();
  const feeds = await serveFeeds();
  const { pid } = installation.service();
  // Many calls of one URL are refused; a new connection takes its place in time.
  const callsOfUrl = new Map<string, number>();

  async function urlOf(connector: string): Promise<string> {
    const calls = (callsOfUrl.get(connector) ?? 0) + 1;
    callsOfUrl.set(connector, calls);
    const known = urls.get(connector);
    if (known !== undefined && calls % 1_000 !== 0) return known;
    const { connections, tenantId } = installation;
    const { id } = await connections.add(tenantId, { connector, name: connector, channelId: channelOf(installation) });
    const url = (await connections.urls(tenantId, id)).short;
    urls.set(connector, url);
    return url;
  }

  const neighbour = startNeighbour(`${installation.service().url}/healthz`);

  return {
    neighbour,
    computed: () => processorTime(pid),
    peak: () => peakMemory(pid),
    async postBody(connector, body, headers) {
      const { status } = await send(await urlOf(connector), { body, headers });
      await settled(installation);
      return status;
    },
    async postActivity({ body }) {
      const url = `${installation.service().url}/api/messages`;
      // One that is too long may be cut while it is still being sent.
      return send(url, { body, headers: { 'content-type': 'application/json' } }).then(
        ({ status }) => status,
        () => 0,
      );
    },
    async openConnections({ run }) {
      await run({ url: installation.service().url, webhookPath: new URL(await urlOf('incoming-webhook')).pathname });
      await settled(installation);
    },
    async pollFeed(feed) {
      const path = feeds.offer(feed);
      const { connections, tenantId } = installation;
      const { id } = await connections.add(tenantId, {
        connector: 'rss',
        name: 'a',
        channelId: channelOf(installation),
        hasWebhookUrl: false,
        settings: { connector: rss, entered: { url: `${feeds.url}/${path}` } },
      });
      await polled(installation, id);
      await settled(installation);
      await connections.remove(tenantId, id);
    },
    faults: () =>
      installation.service().logged.filter(line => /"level":"(error|fatal)"/.test(line) || !line.startsWith('{')),
    async close() {
      await neighbour.end();
      await feeds.close();
      await installation.close();
    },
    async abandon() {
      await installation.kill();
      await neighbour.end();
      await feeds.close();
      await installation.playground.close();
      await installation.store.destroy();
    },
  };
}

const channelOf = ({ playground }: Installation) => playground.world.channels[1]?.id ?? '';

async function serveFeeds() {
  const offered: HostileFeed[] = [];
  const server = createServer((request, response) => {
    const feed = offered[Number(request.url?.slice(1))];
    if (feed === undefined) response.writeHead(404).end();
    else
      response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-encoding': 'gzip' }).end(feed.gzip());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    offer: (feed: HostileFeed) => offered.push(feed) - 1,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}

async function until(isDone: () => Promise<boolean>, what: string, installation: Installation): Promise<void> {
  const end = Date.now() + deadline;
  while (!(await isDone())) {
    if (!existsSync(`/proc/${installation.service().pid}/stat`)) throw new Error('The process of the service ended.');
    if (Date.now() > end) throw new Error(`Not within ${deadline / 1000} s: ${what}.`);
    await setTimeout(look);
  }
}

/** Resolves when nothing waits to be posted. */
function settled(installation: Installation): Promise<void> {
  const open = installation.store.selectFrom('delivery').select('id').where('finished_at', 'is', null).limit(1);
  return until(async () => (await open.execute()).length === 0, 'what was accepted is posted', installation);
}

/** Resolves when a feed was read, or could not be. */
function polled(installation: Installation, id: string): Promise<void> {
  const row = installation.store
    .selectFrom('feed')
    .select(['last_success_at', 'failures'])
    .where('connection_id', '=', id);
  const isPolled = async () => {
    const found = await row.executeTakeFirst();
    return found !== undefined && (found.last_success_at !== null || found.failures > 0);
  };
  return until(isPolled, 'the feed was polled', installation);
}

/** In milliseconds; a second has 100 ticks. */
function processorTime(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user = 'NaN', system = 'NaN'] = fields.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

function peakMemory(pid: number): number {
  const [, kilobytes = 'NaN'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
