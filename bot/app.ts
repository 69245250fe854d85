import { join } from 'node:path';
import type { Logger } from 'pino';
import { mountApi } from './api/api.ts';
import { createSignOn } from './api/sign-on.ts';
import { signOnSource } from './api/sign-on-source.ts';
import { mountTab } from './api/tab/tab.ts';
import { prepareEvents } from './catalogue/events/read-event.ts';
import { createReceivingConnectorFinder } from './catalogue/find-receiving-connector.ts';
import { openCatalogue } from './catalogue/open-catalogue.ts';
import type { Config } from './config.ts';
import { createUrlAging } from './connections/aged-urls.ts';
import { createConnections } from './connections/connections.ts';
import { createConnectionFinder } from './connections/find-connection.ts';
import { openRootKeys } from './connections/open-root-keys.ts';
import { reachability, suspendConnections, wakeConnections } from './connections/reachability.ts';
import { openSettings } from './connections/settings.ts';
import { createUrlAttention } from './connections/url-attention.ts';
import { createUrlUsage } from './connections/url-usage.ts';
import { createDelivery } from './delivery/delivery.ts';
import { createPoller } from './feeds/poller.ts';
import { feedTexts } from './locales/feed-texts.ts';
import { createErrorLog, quietLog } from './operation/error-log.ts';
import { mountHealth } from './operation/health.ts';
import { createHttpServer, type HttpServer } from './operation/http-server.ts';
import { closeServer, listen } from './operation/listening.ts';
import { createMetrics } from './operation/metrics.ts';
import { listenForMetrics, mountMetrics } from './operation/metrics-endpoint.ts';
import { createReadiness } from './operation/readiness.ts';
import { repeat } from './operation/repeat.ts';
import { createOutgoing } from './outgoing/fetch.ts';
import { createPrompts } from './prompts/prompts.ts';
import { createReader } from './reader/reader.ts';
import { checkPages, probeWriting } from './store/check-store.ts';
import { openDataDirectory } from './store/open-data-directory.ts';
import { databaseFile, durability } from './store/sqlite.ts';
import { createActivityHandler } from './teams/activity-handler.ts';
import { createTeamsDestination } from './teams/destination.ts';
import { createInvokeHandler } from './teams/invokes/answer-invoke.ts';
import { createMentionedPeople } from './teams/mentioned-people.ts';
import { mountMessagesEndpoint } from './teams/messages-endpoint.ts';
import { openDirectory } from './teams/open-directory.ts';
import { createTeams, type TeamsOptions } from './teams/teams.ts';
import { mountLeakedUrls } from './webhook/leaked-urls.ts';
import { newRequestId } from './webhook/request-id.ts';
import { createRoom, webhookRoom } from './webhook/room.ts';
import { mountWebhooks } from './webhook/routes.ts';
import { createLimit } from './webhook/url-limit.ts';

/** The service, listening. */
export interface App {
  /** Where it listens, such as `http://127.0.0.1:3978`. */
  url: string;
  /** False where it listens and cannot store what comes; the log says why. */
  isReady(): boolean;
  /** Takes no new requests, ends what is under way, closes the store. */
  stop(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Logger;
  /** For a login and a Teams played on this machine. */
  teams?: Omit<TeamsOptions, 'credentials' | 'cloud'>;
}

/**
 * Puts the modules together and starts them. Throws a PortInUseError, a DataDirectoryInUseError, a
 * DatabaseMissingError, a RootKeysError, or what kept the store from opening.
 */
export async function startApp({ config, log, teams: teamsOptions = {} }: AppOptions): Promise<App> {
  const now = Date.now;
  const { dataDirectory } = config;
  const errorLog = createErrorLog({ log, now });
  const onError = (error: unknown, fields?: object, message?: string) => {
    errorLog.report(error, fields, message);
    readiness.suspect(error);
  };
  const teamsLog = quietLog(log, onError);

  const data = await openDataDirectory(dataDirectory, now());
  const { store } = data;
  if (data.open.length > 0)
    log.warn({ open: data.open }, 'others on this machine may read these, and we cannot mend it');
  const keys = await openRootKeys({
    store,
    configured: config.webhookUrlKeys,
    dataDirectory,
    lost: config.lostKeys,
    now,
  }).catch(async error => {
    await data.release();
    throw error;
  });
  log.info(await durability(store), 'the store is open');
  const readiness = createReadiness({
    probeWriting: at => probeWriting(store, at),
    checkPages: () => checkPages(databaseFile(dataDirectory)),
    now,
    onError: errorLog.report,
    onMended: () => log.info('the store works again: ready'),
  });
  const looked = readiness.begin();
  let isUp = false;
  const metrics = createMetrics(store, {
    isReady: () => isUp && readiness.fault() === undefined,
    fault: readiness.fault,
    openConnections: () => server.sockets.count(),
    cutOff: () => server.sockets.cutOff(),
    onError,
  });
  const { catalogue, organization, builtIn, problems } = openCatalogue({ store, cloud: config.cloud, now });
  if (problems.length > 0) log.error({ problems }, 'connectors were left out');

  const teams = createTeams({ credentials: config.bot, cloud: config.cloud, ...teamsOptions });
  const directory = openDirectory({ ...config, store, botConnector: teams.botConnector, now });
  const delivery = createDelivery({
    store,
    destination: createTeamsDestination({
      store,
      botConnector: teams.botConnector,
      language: config.language,
      log: teamsLog,
      findMentioned: createMentionedPeople({
        store,
        directory,
        now,
        onError: error => log.warn({ err: error }, 'nobody could be mentioned by address'),
      }),
    }),
    reachability,
    activityLimits: config.activityLimits,
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

  const onProblem = (fault: object) => log.error(fault, 'a card could not be made');
  const reader = createReader({
    onFault: ({ error, ...fault }) =>
      log.error({ ...fault, fault: error.fault, err: error }, 'a body could not be read'),
    onProblem,
  });
  const feeds = createPoller({
    store,
    fetchOutgoing: createOutgoing({ allowed: config.allowedHosts }),
    readFeed: reader.readFeed,
    outbox: delivery.outbox,
    connectors: new Map(
      builtIn
        .filter(connector => connector.body.format === 'feed')
        .map(connector => [connector.id, prepareEvents(connector, connector.events, config.language)]),
    ),
    readSettings: (connectionId, stored) => openSettings(keys, connectionId, stored).plain,
    texts: feedTexts(config.language),
    language: config.language,
    cloud: config.cloud,
    newActivityId: newRequestId,
    now,
    random: Math.random,
    onError,
  });

  const prompts = createPrompts({
    store,
    directory,
    outbox: delivery.outbox,
    language: config.language,
    now,
    onError,
    ageUrls: createUrlAging({ store }),
  });
  const onUrlChange = prompts.changed;
  const urlAttention = createUrlAttention({ store, keys, now, onUrlChange });

  const server = createHttpServer(onError, config);
  mountHealth(server, async () => isUp && (await readiness.check()));
  mountMetrics(server, metrics, config.metrics);
  const dialogs = { publicUrl: config.publicUrl, cloud: config.cloud, teamsAppId: config.teamsAppId };
  mountMessagesEndpoint(server, {
    verifyToken: teams.verifyToken,
    log: teamsLog,
    onInvoke: createInvokeHandler({
      ...dialogs,
      store,
      language: config.language,
      remindTomorrow: prompts.remindTomorrow,
    }),
    onActivity: createActivityHandler({
      ...dialogs,
      store,
      botConnector: teams.botConnector,
      language: config.language,
      log: teamsLog,
      now,
      connectorName: async ({ tenantId, connector, connectorVersion }, language) => {
        const found = await catalogue.find(tenantId, connector, connectorVersion).catch(onError);
        return found?.name[language] ?? connector;
      },
      post: ({ tenantId, channelId, notification }) =>
        delivery.outbox({ tenantId, channelId, connectionId: null, at: now(), notifications: [notification] }),
      wake: async (tenantId, where) => delivery.wake(tenantId, await wakeConnections(store, tenantId, where)),
      suspend: (tenantId, where, why) => suspendConnections(store, tenantId, where, { at: now(), ...why }),
    }),
  });
  const refusals = createLimit({ burst: 100, perSecond: 1 });
  const findConnection = createConnectionFinder(store);
  const room = createRoom(webhookRoom);
  mountLeakedUrls(server, {
    keys,
    findConnection,
    reportLeakedUrls: urlAttention.reportLeakedUrls,
    limit: createLimit({ burst: 100, perSecond: 1 }),
    trustedProxies: config.trustedProxies,
    now,
    onError,
  });
  mountWebhooks(server, {
    keys,
    trustedProxies: config.trustedProxies,
    cloud: config.cloud,
    findConnection,
    publicUrl: config.publicUrl,
    findConnector: createReceivingConnectorFinder(builtIn, organization, config.language, onProblem),
    readMessage: reader.readMessage,
    room,
    outbox: delivery.outbox,
    urlUsed: createUrlUsage({ store, onUrlChange, onError }),
    limit: createLimit(),
    mayRecordRefusal: (connectionId, at) => refusals(connectionId, at) === 0,
    now,
    onAnswer: metrics.answered,
    onError,
  });

  const { cloud, language, publicUrl, playgroundUrl } = config;
  mountApi(server, {
    cloud,
    language,
    publicUrl,
    store,
    signOn: createSignOn({ source: signOnSource(config), now, onError }),
    directory,
    catalogue,
    connections: createConnections({ store, keys, publicUrl: config.publicUrl, now, onUrlChange }),
    urlAttention,
    outbox: delivery.outbox,
    wake: (tenantId, channelIds) => delivery.wake(tenantId, channelIds),
    isLocal: config.bot.kind === 'none',
    newActivityId: newRequestId,
    now,
    onError,
  });
  mountTab(server, {
    cloud,
    language,
    playgroundUrl,
    directory: join(import.meta.dirname, '..', 'tab', 'dist'),
    onError,
  });

  async function release(): Promise<void> {
    await reader.close();
    teams.botConnector.close();
    await data.release();
  }

  let metricsServer: HttpServer | undefined;
  try {
    metricsServer = await listenForMetrics(metrics, config, onError);
    await listen(server, config);
  } catch (error) {
    if (metricsServer) await closeServer(metricsServer);
    await release();
    throw error;
  }
  delivery.start();
  feeds.start();
  prompts.start();
  const resumed = urlAttention.resumeTransitions().catch(onError);
  await looked;
  isUp = true;
  const rounds = repeat(10_000, async () => {
    errorLog.flush();
    await readiness.check();
  });

  return {
    url: server.url,
    isReady: () => readiness.fault() === undefined,
    async stop() {
      isUp = false;
      await rounds.stop();
      await closeServer(server, config.stopGrace);
      if (metricsServer) await closeServer(metricsServer);
      await feeds.stop();
      await prompts.stop();
      await delivery.stop();
      await resumed;
      await release();
    },
  };
}
