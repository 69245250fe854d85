import type { BotCredentials } from '../config.ts';
import type { Cloud } from '../policy/cloud.ts';
import { createActivityTokenCheck, type VerifyActivityToken } from './activity-token.ts';
import { type BotLoginOptions, createBotLogin } from './bot-login.ts';
import { type CloudEndpoints, cloudEndpoints } from './cloud-endpoints.ts';
import { type BotConnector, createBotConnector } from './connector-client.ts';
import { createHttpClient } from './http-client.ts';

export interface TeamsOptions {
  credentials: BotCredentials;
  cloud: Cloud;
  /** In place of the cloud's own, for a login played on this machine. */
  endpoints?: Partial<CloudEndpoints>;
  loginFactory?: BotLoginOptions['factory'];
  /** How long Teams, or the login, may take to answer, in milliseconds. */
  timeout?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Both directions between the bot and Teams. */
export interface Teams {
  botConnector: BotConnector;
  /** Undefined without credentials: activities then come without a token. */
  verifyToken: VerifyActivityToken | undefined;
}

/** Botbuilder's own requests have no time-out; Teams itself waits 15 seconds for a bot. */
const usualTimeout = 15_000;

/** Prepares both directions; nothing is called yet. Throws a ConfigError for a certificate that cannot be used. */
export function createTeams(options: TeamsOptions): Teams {
  const { credentials, cloud, timeout = usualTimeout, now = Date.now } = options;
  const endpoints = { ...cloudEndpoints[cloud], ...options.endpoints };
  const factory = options.loginFactory;
  const login = createBotLogin(credentials, { endpoints, timeout, ...(factory ? { factory } : {}) });
  const appId = credentials.kind === 'none' ? undefined : credentials.appId;
  const botConnector = createBotConnector({ appId, login, httpClient: createHttpClient({ timeout, now }) });
  if (appId === undefined) return { botConnector, verifyToken: undefined };
  const { activityIssuer: issuer, activityMetadataUrl: metadataUrl } = endpoints;
  return { botConnector, verifyToken: createActivityTokenCheck({ appId, issuer, metadataUrl, fetch, now }) };
}
