import type { Language } from '../locales/language.ts';
import type { Notification } from '../notification/notification.ts';
import type { SuspensionCause } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { BotConnector } from './connector-client.ts';
import type { DialogOptions } from './dialog.ts';
import type { Log } from './log.ts';

/** What the bot needs to answer activities. */
export interface BotOptions extends DialogOptions {
  store: Store;
  botConnector: BotConnector;
  /** Where neither the team nor the organization has set one. */
  language: Language;
  log: Log;
  /** Milliseconds since 1970. */
  now: () => number;
  /** The name that people know a connector by; its id for one that is no longer there. */
  connectorName: (connector: ConnectorReference, language: Language) => Promise<string>;
  /** Posts through the outbox. */
  post: (post: { tenantId: string; channelId: string; notification: Notification }) => Promise<void>;
  /** Connections that were suspended go on. */
  wake: (tenantId: string, where: Where) => Promise<void>;
  /** Connections hold what comes, for a reason that people read. */
  suspend: (tenantId: string, where: Where, why: { cause: SuspensionCause; reason: string }) => Promise<void>;
}

/** Which connector a connection is of. */
export interface ConnectorReference {
  tenantId: string;
  connector: string;
  /** Null for a built-in connector. */
  connectorVersion: string | null;
}

export type Where = { teamId: string } | { channelId: string };
