import type { Server } from 'node:http';
import type { Kysely } from 'kysely';
import restify from 'restify';
import type { Language } from '../../bot/locales/language.ts';
import type { Notification } from '../../bot/notification/notification.ts';
import { migrate } from '../../bot/store/migrations.ts';
import type { Schema } from '../../bot/store/schema.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { createActivityHandler } from '../../bot/teams/activity-handler.ts';
import type { BotOptions, Where } from '../../bot/teams/bot-options.ts';
import { createInvokeHandler } from '../../bot/teams/invokes/answer-invoke.ts';
import { mountMessagesEndpoint } from '../../bot/teams/messages-endpoint.ts';
import { createTeams } from '../../bot/teams/teams.ts';
import type { BotAnswer } from '../../playground/bot/bot-link.ts';
import { type Playground, startPlayground } from '../../playground/playground.ts';

/** The bot with a store of its own, reached over HTTP by a playground, and what it did to others. */
export interface TestBot {
  playground: Playground;
  store: Kysely<Schema>;
  options: BotOptions;
  posted: { tenantId: string; channelId: string; notification: Notification }[];
  woken: Where[];
  suspended: { where: Where; reason: string }[];
  reminders: { tenantId: string; channelId: string; userId: string }[];
  warnings: string[];
  /** Sends the activity as Teams does and answers the status. */
  send(activity: { type: string; [name: string]: unknown }): Promise<number>;
  /** Sends an invoke and answers what Teams would get. */
  invoke(activity: { [name: string]: unknown }): Promise<BotAnswer>;
  close(): Promise<void>;
}

/** The app's id in the manifest. */
export const teamsAppId = '6d7d1f3a-3c53-4c61-9a6e-0b7f6a0d9b11';

/** The bot is not yet installed in the playground's team: `botEvent({ event: 'install' })` does it. */
export async function startTestBot(language: Language = 'en', timeout = 2000): Promise<TestBot> {
  const store = openSqlite(':memory:');
  await migrate(store);
  const posted: TestBot['posted'] = [];
  const woken: Where[] = [];
  const suspended: TestBot['suspended'] = [];
  const reminders: TestBot['reminders'] = [];
  const warnings: string[] = [];
  const warn = (_fields: object, message: string) => void warnings.push(message);
  const { botConnector } = createTeams({ credentials: { kind: 'none' }, cloud: 'commercial', timeout });
  const options: BotOptions = {
    store,
    botConnector,
    language,
    log: { info: () => {}, warn, error: warn },
    now: Date.now,
    publicUrl: 'https://connectors.example.org',
    cloud: 'commercial',
    teamsAppId,
    connectorName: async ({ connector }) => (connector === 'incoming-webhook' ? 'Incoming Webhook' : connector),
    post: async post => void posted.push(post),
    wake: async (_tenantId, where) => void woken.push(where),
    suspend: async (_tenantId, where, { reason }) => void suspended.push({ where, reason }),
  };
  const server = restify.createServer();
  mountMessagesEndpoint(server, {
    verifyToken: undefined,
    onActivity: createActivityHandler(options),
    onInvoke: createInvokeHandler({
      ...options,
      remindTomorrow: async reminder => void reminders.push(reminder),
    }),
    log: options.log,
  });
  const port = await listen(server.server);
  const playground = await startPlayground({ announce: false, botUrl: `http://127.0.0.1:${port}/api/messages` });

  return {
    playground,
    store,
    options,
    posted,
    woken,
    suspended,
    reminders,
    warnings,
    send: async activity => (await playground.send(activity)).status,
    invoke: activity => playground.send({ ...activity, type: 'invoke' }),
    close: async () => {
      await playground.close();
      botConnector.close();
      server.server.closeAllConnections();
      await new Promise<void>(resolve => server.close(() => resolve()));
      await store.destroy();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
