import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { announceInstallation } from './bot/announce.ts';
import { type Activity, type BotAnswer, createBotLink } from './bot/bot-link.ts';
import { type Clock, systemClock } from './clock.ts';
import { createConnector } from './connector/connector.ts';
import { createRateLimits } from './connector/rate-limits.ts';
import type { Scene } from './connector/request.ts';
import { type BotEvent, sendBotEvent } from './control/bot-events.ts';
import { createEvents } from './control/events.ts';
import { createFaults, type Faults } from './control/faults.ts';
import { createPageApi } from './control/page-api.ts';
import { createRecord, type RecordEntry, type RequestRecord } from './control/record.ts';
import { createGraph } from './graph/graph.ts';
import { createLogin, type Login } from './login.ts';
import { createLoginKeys } from './login-keys.ts';
import type { Post } from './post.ts';
import { createRequestHandler } from './request-handler.ts';
import { openDatabase } from './store/database.ts';
import { openDelivered } from './store/delivered.ts';
import { activityIds } from './store/ids.ts';
import { openPosts } from './store/posts.ts';
import { openWorld } from './store/saved-world.ts';
import { openTabs } from './store/tabs.ts';
import { createTabProxy } from './tab-proxy.ts';
import { DEFAULT_BOT_APP_ID, type World, type WorldOptions } from './world.ts';

export type PlaygroundOptions = WorldOptions & {
  /** 0, as by default, for any free port. */
  port?: number;
  host?: string;
  /** Where posts are kept; `:memory:`, as by default, for nowhere. */
  dataFile?: string;
  /** The bot's messaging endpoint; without it nothing is sent. */
  botUrl?: string;
  /** The origin of the service, whose tab and API stand under the playground's own; by default that of `botUrl`. */
  serviceUrl?: string;
  /** Whether the bot is told at the start that it was installed (once for each data file). True by default. */
  announce?: boolean;
  pageDirectory?: string;
  /** Whether Teams' rate limits hold. False by default. */
  rateLimits?: boolean;
  /** `none` keeps no requests, only totals: for benchmarks. */
  record?: 'all' | 'none';
  /** Whether requests to the Bot Connector must bring a bearer token; with `login` it must be a good one. */
  requireToken?: boolean;
  /** Whether all activities are signed, and the Bot Connector wants a token. The login itself is always there. */
  login?: boolean;
  botAppPassword?: string;
  clock?: Clock;
  log?: (line: string) => void;
};

/** Teams, running. */
export type Playground = {
  /** The service URL and the page's address: `http://localhost:PORT`. */
  url: string;
  port: number;
  /** The world as it is now; change it through `botEvent`. */
  world: Readonly<World>;
  /** Requests to the Bot Connector. */
  record: RequestRecord;
  /** Requests to Microsoft Graph. */
  graphRecord: RequestRecord;
  faults: Faults;
  login: Login;
  /** The posts of a channel (or chat), newest last. */
  posts: (channelId: string) => Post[];
  /** Resolves with the first request, settled already or later, that the predicate accepts. */
  waitFor: (predicate: (entry: RecordEntry) => boolean) => Promise<RecordEntry>;
  /** Sends an activity to the bot. @throws {BotUnreachableError} */
  send: (activity: Activity) => Promise<BotAnswer>;
  /** Changes the world and tells the bot, as Teams does. @throws {ControlError} {BotUnreachableError} */
  botEvent: (event: BotEvent) => Promise<{ status: number }>;
  /** Resolves when the bot has taken the news of its installation, or the playground was closed before. */
  announced: Promise<void>;
  /** Writes what waits, ends all connections and stops. */
  close: () => Promise<void>;
};

/** How many requests the record keeps. */
const RECORD_KEPT = 20_000;
const MAX_POSTS = Number.MAX_SAFE_INTEGER;

/**
 * Starts Teams on this machine.
 * @throws {PortInUseError}
 */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const { clock = systemClock, log = console.error, dataFile = ':memory:' } = options;
  const database = openDatabase(dataFile, log);
  const closing = new AbortController();
  const server = createServer({ keepAliveTimeout: 65_000 });
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1').catch((error: unknown) => {
    database.close();
    throw error;
  });

  // No await from here to the handler: a request that comes meanwhile waits in the event loop.
  const url = `http://localhost:${port}`;
  const world = openWorld(database, options);
  const posts = openPosts(database);
  const events = createEvents();
  const record = createRecord(options.record === 'none' ? 0 : RECORD_KEPT, clock.now);
  const faults = createFaults();
  const graphRecord = createRecord(options.record === 'none' ? 0 : RECORD_KEPT, clock.now);
  const appId = options.botAppId || DEFAULT_BOT_APP_ID;
  const { tenantId } = world;
  const keys = createLoginKeys(clock.now);
  const login = createLogin({ keys, appId, appPassword: options.botAppPassword, tenantId, url });
  const link = createBotLink(options.botUrl, options.login ? login.tokenForBot : undefined, closing.signal);
  const scene: Scene = {
    world,
    saveWorld: () => {
      database.saveFact('world', world);
      events.publish('world', {});
    },
    posts,
    nextId: activityIds(clock.now, posts.lastId()),
    now: clock.now,
    publish: events.publish,
    serviceUrl: url,
  };
  const connector = createConnector({
    scene,
    record,
    faults,
    clock,
    closing: closing.signal,
    rateLimits: options.rateLimits ? createRateLimits(clock.now) : undefined,
    authorize: options.login ? header => login.accepts(header) : options.requireToken ? hasBearer : undefined,
    log,
  });
  const pageApi = createPageApi({ scene, link, login, record, faults, events, tabs: openTabs(database), log });
  const accepts = (header: string | undefined) => login.accepts(header, 'https://graph.microsoft.com');
  const graph = createGraph({ world, url, accepts, record: graphRecord, faults, clock, closing: closing.signal });
  const serviceUrl = options.serviceUrl ?? (options.botUrl === undefined ? undefined : new URL(options.botUrl).origin);
  const tabProxy = createTabProxy({ serviceUrl, closing: closing.signal });
  const pageDirectory = options.pageDirectory ?? join(import.meta.dirname, 'page', 'dist');
  const handlers = { connector, pageApi, login: login.handle, graph, tabProxy };
  const handle = createRequestHandler({ port, ...handlers, pageDirectory, log });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => void handle(request, response));

  database.saveFact('world', world);
  const announced =
    options.botUrl === undefined || options.announce === false
      ? Promise.resolve()
      : announceInstallation(scene, link, openDelivered(database), clock, closing.signal, log);

  return {
    url,
    port,
    world,
    record,
    graphRecord,
    faults,
    login,
    posts: channelId => posts.page(channelId, undefined, MAX_POSTS).posts,
    waitFor: async predicate => {
      const [entry] = await record.waitFor(predicate);
      if (!entry) throw new Error('The record gave no entry.');
      return entry;
    },
    send: link.send,
    botEvent: event => sendBotEvent(scene, link, event),
    announced,
    close: async () => {
      closing.abort();
      record.close();
      graphRecord.close();
      events.close();
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, announced]);
      database.close();
    },
  };
}

/** The port is taken; the message says what to do. */
export class PortInUseError extends Error {
  constructor(port: number, cause: unknown) {
    super(`Port ${port} is in use. Stop what uses it, or choose another port with PLAYGROUND_PORT.`, { cause });
    this.name = 'PortInUseError';
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, error) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function hasBearer(authorization: string | undefined): Promise<boolean> {
  return /^Bearer \S+$/i.test(authorization ?? '');
}
