import type { Server } from 'node:http';
import type { Kysely } from 'kysely';
import restify from 'restify';
import { botTexts } from '../../bot/locales/bot-texts.ts';
import type { Language } from '../../bot/locales/language.ts';
import type { Notification } from '../../bot/notification/notification.ts';
import { migrate } from '../../bot/store/migrations.ts';
import type { Schema } from '../../bot/store/schema.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { createActivityHandler } from '../../bot/teams/activity-handler.ts';
import type { BotOptions, Where } from '../../bot/teams/bot-options.ts';
import { mountMessagesEndpoint } from '../../bot/teams/messages-endpoint.ts';
import { createTeams } from '../../bot/teams/teams.ts';
import { type Playground, startPlayground } from '../../playground/playground.ts';

/** The bot with a store of its own, reached over HTTP by a playground, and what it did to others. */
export interface TestBot {
  playground: Playground;
  store: Kysely<Schema>;
  options: BotOptions;
  posted: { tenantId: string; channelId: string; notification: Notification }[];
  woken: Where[];
  suspended: { where: Where; reason: string }[];
  warnings: string[];
  /** Sends the activity as Teams does and answers the status. */
  send(activity: { type: string; [name: string]: unknown }): Promise<number>;
  close(): Promise<void>;
}

/** The bot is not yet installed in the playground's team: `botEvent({ event: 'install' })` does it. */
export async function startTestBot(language: Language = 'en', timeout = 2000): Promise<TestBot> {
  const store = openSqlite(':memory:');
  await migrate(store);
  const posted: TestBot['posted'] = [];
  const woken: Where[] = [];
  const suspended: TestBot['suspended'] = [];
  const warnings: string[] = [];
  const warn = (_fields: object, message: string) => void warnings.push(message);
  const { botConnector } = createTeams({ credentials: { kind: 'none' }, cloud: 'commercial', timeout });
  const options: BotOptions = {
    store,
    botConnector,
    texts: botTexts(language),
    log: { info: () => {}, warn, error: warn },
    now: Date.now,
    connectorName: connector => (connector === 'incoming-webhook' ? 'Incoming Webhook' : connector),
    post: async post => void posted.push(post),
    wake: async (_tenantId, where) => void woken.push(where),
    suspend: async (_tenantId, where, reason) => void suspended.push({ where, reason }),
  };
  const server = restify.createServer();
  mountMessagesEndpoint(server, {
    verifyToken: undefined,
    onActivity: createActivityHandler(options),
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
    warnings,
    send: async activity => (await playground.send(activity)).status,
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
