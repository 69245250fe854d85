import type { BotTexts } from '../locales/bot-texts.ts';
import type { Notification } from '../notification/notification.ts';
import type { Store } from '../store/store.ts';
import type { BotConnector } from './connector-client.ts';
import type { Log } from './log.ts';

/** What the bot needs to answer activities. */
export interface BotOptions {
  store: Store;
  botConnector: BotConnector;
  texts: BotTexts;
  log: Log;
  /** Milliseconds since 1970. */
  now: () => number;
  /** The name that people know a connector of the catalogue by. */
  connectorName: (connector: string) => string;
  /** Posts through the outbox. */
  post: (post: { tenantId: string; channelId: string; notification: Notification }) => Promise<void>;
  /** Connections that were suspended go on. */
  wake: (tenantId: string, where: Where) => Promise<void>;
  /** Connections hold what comes, for a reason that people read. */
  suspend: (tenantId: string, where: Where, reason: string) => Promise<void>;
}

export type Where = { teamId: string } | { channelId: string };
