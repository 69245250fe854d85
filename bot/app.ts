import type { Logger } from 'pino';
import type { Server } from 'restify';
import { builtInConnectors } from './catalogue/built-in.ts';
import { loadConnectors } from './catalogue/connector-folder.ts';
import { createReceive } from './catalogue/receive.ts';
import type { Config } from './config.ts';
import { createConnectionFinder } from './connections/find-connection.ts';
import { suspendConnections, wakeConnections } from './connections/reachability.ts';
import { loadRootKeys } from './connections/root-keys.ts';
import { createDelivery } from './delivery/delivery.ts';
import { botTexts } from './locales/bot-texts.ts';
import { mountHealth } from './operation/health.ts';
import { createHttpServer } from './operation/http-server.ts';
import { createMetrics } from './operation/metrics.ts';
import { lockDataDirectory } from './store/data-directory-lock.ts';
import { migrate } from './store/migrations.ts';
import { databaseFile, durability, openSqlite } from './store/sqlite.ts';
import { createActivityHandler } from './teams/activity-handler.ts';
import { createTeamsDestination } from './teams/destination.ts';
import { mountMessagesEndpoint } from './teams/messages-endpoint.ts';
import { createTeams, type TeamsOptions } from './teams/teams.ts';
import { mountWebhooks } from './webhook/routes.ts';
import { createLimit } from './webhook/url-limit.ts';

/** The service, listening. */
export interface App {
  /** Where it listens, such as `http://127.0.0.1:3978`. */
  url: string;
  /** Takes no new requests, ends what is under way, closes the store. */
  stop(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Logger;
  /** For a login and a Teams played on this machine. */
  teams?: Omit<TeamsOptions, 'credentials' | 'cloud'>;
}

/** The port is taken. */
export class PortInUseError extends Error {
  override name = 'PortInUseError';
}

/** Who has not sent a whole request within this time after the stop began does not get an answer. */
const drainTimeout = 10_000;

/** Puts the modules together and starts them. Throws a PortInUseError, a DataDirectoryInUseError or a RootKeysError. */
export async function startApp({ config, log, teams: teamsOptions = {} }: AppOptions): Promise<App> {
  const now = Date.now;
  const onError = (error: unknown) => log.error({ err: error }, 'something failed on our side');

  const keys = loadRootKeys(config.webhookUrlKeys, config.dataDirectory);
  const lock = lockDataDirectory(config.dataDirectory);
  const store = openSqlite(databaseFile(config.dataDirectory));
  await migrate(store);
  log.info(await durability(store), 'the store is open');
  const metrics = createMetrics(store);
  const catalogue = loadConnectors(builtInConnectors);
  if (catalogue.problems.length > 0) log.error({ problems: catalogue.problems }, 'connectors were left out');
  const connectors = new Map(catalogue.connectors.map(connector => [connector.id, connector]));

  const receivers = new Map(
    [...connectors.values()]
      .filter(connector => connector.body.format !== 'feed')
      .map(connector => [
        connector.id,
        { ...connector, cap: connector.body.cap, receive: createReceive(connector, config.language) },
      ]),
  );

  const teams = createTeams({ credentials: config.bot, cloud: config.cloud, ...teamsOptions });
  const delivery = createDelivery({
    store,
    destination: createTeamsDestination({ store, botConnector: teams.botConnector, language: config.language, log }),
    suspend: (transaction, { tenantId, connectionId, at, reason }) =>
      suspendConnections(transaction, tenantId, { connectionId }, { at, reason }),
    now,
    random: Math.random,
    onAttempt: attempt => {
      metrics.attempted(attempt);
      const { error: reason, ...fields } = attempt;
      if (reason === undefined) log.debug(fields, 'posted');
      else log.warn({ ...fields, reason }, 'not posted');
    },
    onError,
  });

  const server = createHttpServer(onError);
  let ready = false;
  mountHealth(server, { store, metrics, isReady: () => ready });
  mountMessagesEndpoint(server, {
    verifyToken: teams.verifyToken,
    log,
    onActivity: createActivityHandler({
      store,
      botConnector: teams.botConnector,
      texts: botTexts(config.language),
      log,
      now,
      connectorName: id => connectors.get(id)?.name[config.language] ?? id,
      post: ({ tenantId, channelId, notification }) =>
        delivery.outbox({ tenantId, channelId, connectionId: null, at: now(), notifications: [notification] }),
      wake: async (tenantId, where) => delivery.wake(tenantId, await wakeConnections(store, tenantId, where)),
      suspend: (tenantId, where, reason) => suspendConnections(store, tenantId, where, { at: now(), reason }),
    }),
  });
  const refusals = createLimit({ burst: 100, perSecond: 1 });
  mountWebhooks(server, {
    keys,
    trustedProxies: config.trustedProxies,
    cloud: config.cloud,
    findConnection: createConnectionFinder(store),
    publicUrl: config.publicUrl,
    findConnector: connection => receivers.get(connection.connector),
    outbox: delivery.outbox,
    limit: createLimit(),
    mayRecordRefusal: (connectionId, at) => refusals(connectionId, at) === 0,
    now,
    onAnswer: metrics.answered,
    onError,
  });

  async function release(): Promise<void> {
    teams.botConnector.close();
    await store.destroy();
    lock.release();
  }

  try {
    await listen(server, config);
  } catch (error) {
    await release();
    throw error;
  }
  delivery.start();
  ready = true;

  return {
    url: server.url,
    async stop() {
      ready = false;
      await closeServer(server);
      await delivery.stop();
      await release();
    },
  };
}

/** Lets requests under way have their answer, and each connection that is kept open one more at the most. */
async function closeServer(server: Server): Promise<void> {
  server.server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false;
  });
  const late = setTimeout(() => server.server.closeAllConnections(), drainTimeout);
  await new Promise<void>(resolve => {
    server.close(() => resolve());
    server.server.closeIdleConnections();
  });
  clearTimeout(late);
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(
        inUse ? new PortInUseError(`Port ${port} is in use: stop what listens there, or give another PORT.`) : error,
      );
    });
    server.listen(port, host, () => resolve());
  });
}
