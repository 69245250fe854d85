import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type AllowedHost, AllowListError, readAllowedHosts } from './outgoing/allow-list.ts';
import { type Cloud, clouds } from './policy/cloud.ts';

/** Everything that the environment says about one installation, checked and typed. */
export interface Config {
  host: string;
  port: number;
  /** Where callers reach us, without a slash at the end: the beginning of every webhook URL. */
  publicUrl: string;
  dataDirectory: string;
  /** `ID:KEY,…` as in the environment; undefined: a file in the data directory, made at the first start. */
  webhookUrlKeys: string | undefined;
  /** The ids of root keys that are lost for good, so that the service starts without them. */
  lostKeys: number[];
  /** Whose `X-Forwarded-For` is believed. */
  trustedProxies: BlockList;
  /** Internal hosts that may be called though their addresses are private. */
  allowedHosts: AllowedHost[];
  /** How much of the requests that come in is kept, in bytes. */
  activityLimits: { perConnection: number; inAll: number };
  bot: BotCredentials;
  /** The app's id in the manifest, for links into Teams; without it there are none. */
  teamsAppId: string | undefined;
  /** The playground on this machine, which plays sign-on and directory; undefined with credentials. No slash at the end. */
  playgroundUrl: string | undefined;
  cloud: Cloud;
  language: 'en' | 'fr';
  logLevel: string;
  metrics: MetricsAccess;
  /** How many connections may be open at once. */
  maxConnections: number;
  /** How long, in milliseconds, a stop waits for what senders begin on connections that they keep open. */
  stopGrace: number;
}

/** Who may read `/metrics`: on a port of its own, or on the service's, with a token or without. */
export interface MetricsAccess {
  /** The port of its own. */
  port: number | undefined;
  /** The bearer token that must be given. */
  token: string | undefined;
  /** Whether the service's own port has them. */
  isOnServicePort: boolean;
}

export type BotCredentials =
  | { kind: 'none' }
  | { kind: 'secret'; appId: string; tenantId: string; secret: string }
  | { kind: 'certificate'; appId: string; tenantId: string; certificate: string; privateKey: string }
  | { kind: 'managed identity'; appId: string; tenantId: string };

/** What the playground plays for a service without BOT_ID: its tenant, and the application of the bot. */
export const playgroundIdentity = {
  tenantId: '5f0c1f2e-6b0e-4f7c-9d55-1f6f3c2a7e10',
  appId: '3d1f4b6a-90c7-4e0e-a2f8-55b7c9d01e64',
};

/** What is wrong in the configuration, one line a variable, each with its mend. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const port = z.coerce.number().int().min(0).max(65535);
const megabytes = z.coerce.number().int().min(1).max(1_000_000);
const pem = z.string().transform(value => value.replaceAll('\\n', '\n'));

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3978),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.string().optional(),
  WEBHOOK_URL_KEYS: z.string().optional(),
  LOST_WEBHOOK_URL_KEYS: z
    .string()
    .regex(/^\d{1,3}(,\d{1,3}){0,255}$/)
    .default(''),
  TRUSTED_PROXIES: z.string().default(''),
  OUTGOING_ALLOWED_HOSTS: z.string().default(''),
  ACTIVITY_MB: megabytes.default(2_000),
  ACTIVITY_MB_PER_CONNECTION: megabytes.default(50),
  BOT_ID: z.guid().optional(),
  BOT_TENANT_ID: z.guid().optional(),
  BOT_SECRET: z.string().optional(),
  BOT_CERTIFICATE: pem.optional(),
  BOT_CERTIFICATE_KEY: pem.optional(),
  BOT_MANAGED_IDENTITY: z.stringbool().default(false),
  TEAMS_APP_ID: z.guid().optional(),
  PLAYGROUND_URL: z.url({ protocol: /^http$/ }).optional(),
  CLOUD: z.enum(clouds).default('commercial'),
  DEFAULT_LANGUAGE: z.enum(['en', 'fr']).default('en'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_PORT: port.optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/)
    .optional(),
  MAX_CONNECTIONS: z.coerce.number().int().min(10).max(100_000).default(2_000),
  STOP_GRACE_SECONDS: z.coerce.number().min(0).max(60).default(5),
});
type Environment = z.infer<typeof environment>;

const mends: Record<keyof Environment, string> = {
  HOST: 'the address to listen on, such as 127.0.0.1 or 0.0.0.0',
  PORT: 'a port number from 0 to 65535',
  PUBLIC_URL: 'the https address under which senders reach this service, such as https://connectors.example.org',
  DATA_DIR: 'a folder',
  DATABASE_URL: 'none: this version keeps its data in SQLite, in DATA_DIR',
  WEBHOOK_URL_KEYS: 'ID:KEY, several separated by commas; ID is 0 to 255, KEY 32 random bytes in base64url',
  LOST_WEBHOOK_URL_KEYS: 'the ids of the root keys that are lost for good, separated by commas',
  TRUSTED_PROXIES: 'addresses or networks of your reverse proxies, separated by commas, such as 10.0.0.0/8',
  OUTGOING_ALLOWED_HOSTS:
    'internal hosts that feeds may be read from, separated by commas: names, *.corp.example, addresses or networks',
  ACTIVITY_MB: 'how many megabytes of received requests are kept in all, 1 to 1000000',
  ACTIVITY_MB_PER_CONNECTION: 'how many megabytes of received requests are kept for each connection, 1 to 1000000',
  BOT_ID: "the bot's application (client) id, a GUID",
  BOT_TENANT_ID: 'the id of the Entra tenant in which the bot is registered, a GUID',
  BOT_SECRET: "a client secret of the bot's application",
  BOT_CERTIFICATE: 'a certificate in PEM form, together with BOT_CERTIFICATE_KEY',
  BOT_CERTIFICATE_KEY: "the certificate's private key in PEM form",
  BOT_MANAGED_IDENTITY: 'true or false',
  TEAMS_APP_ID: "the app's id in the manifest, a GUID",
  PLAYGROUND_URL: 'the address of the playground on this machine, such as http://localhost:3979',
  CLOUD: `one of ${clouds.join(', ')}`,
  DEFAULT_LANGUAGE: 'en or fr',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent',
  METRICS_PORT: 'a port number from 0 to 65535, another than PORT',
  METRICS_TOKEN: 'at least 16 characters without spaces, which are asked for as a bearer token',
  MAX_CONNECTIONS: 'how many connections may be open at once, a number from 10 to 100000',
  STOP_GRACE_SECONDS: 'how long a stop waits for senders that keep connections open, a number from 0 to 60',
};

/**
 * The configuration of `variables` (the process environment).
 * Throws a ConfigError that names each wrong variable and how to mend it; no value is repeated, since some are secret.
 */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(issue => String(issue.path[0])))];
    throw new ConfigError(names.map(name => `${name} is not valid: give ${mend(name)}.`).join('\n'));
  }
  const env = parsed.data;
  // A service that kept its data elsewhere than it was told to would lose it with its container.
  if (env.DATABASE_URL !== undefined)
    throw new ConfigError(`DATABASE_URL is set, and no other database is understood yet: give ${mends.DATABASE_URL}.`);
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: publicUrl(env),
    dataDirectory: resolve(env.DATA_DIR),
    webhookUrlKeys: env.WEBHOOK_URL_KEYS,
    lostKeys: env.LOST_WEBHOOK_URL_KEYS.split(',').filter(Boolean).map(Number),
    trustedProxies: trustedProxies(env.TRUSTED_PROXIES),
    allowedHosts: allowedHosts(env.OUTGOING_ALLOWED_HOSTS),
    activityLimits: {
      perConnection: env.ACTIVITY_MB_PER_CONNECTION * megabyte,
      inAll: env.ACTIVITY_MB * megabyte,
    },
    bot: botCredentials(env),
    teamsAppId: env.TEAMS_APP_ID,
    playgroundUrl: playgroundUrl(env),
    cloud: env.CLOUD,
    language: env.DEFAULT_LANGUAGE,
    logLevel: env.LOG_LEVEL,
    metrics: metricsAccess(env),
    maxConnections: env.MAX_CONNECTIONS,
    stopGrace: env.STOP_GRACE_SECONDS * 1000,
  };
}

const megabyte = 1_000_000;

const mend = (name: string) => (Object.hasOwn(mends, name) ? mends[name as keyof Environment] : 'another value');

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function publicUrl(env: Environment): string {
  if (env.PUBLIC_URL === undefined) {
    if (!isLoopback(env.HOST))
      throw new ConfigError(`HOST is not a loopback address, so PUBLIC_URL is needed: give ${mends.PUBLIC_URL}.`);
    return `http://localhost:${env.PORT}`;
  }
  if (!isLoopback(env.HOST) && !env.PUBLIC_URL.startsWith('https:'))
    throw new ConfigError(
      'PUBLIC_URL must begin with https: webhook URLs are secrets and must not travel in the clear.',
    );
  return env.PUBLIC_URL.replace(/\/+$/, '');
}

/** The playground says who somebody is: only on this machine, and never beside the credentials of a real bot. */
function playgroundUrl({ PLAYGROUND_URL, BOT_ID }: Environment): string | undefined {
  if (PLAYGROUND_URL === undefined) return undefined;
  if (BOT_ID !== undefined)
    throw new ConfigError('PLAYGROUND_URL is for a service without BOT_ID: leave one of them away.');
  const { hostname, origin } = new URL(PLAYGROUND_URL);
  if (!isLoopback(hostname)) throw new ConfigError(`PLAYGROUND_URL is not valid: give ${mends.PLAYGROUND_URL}.`);
  return origin;
}

/** The service's port is reached from outside: it shows metrics only with a token, or where it is a try on one machine. */
function metricsAccess({ PORT, METRICS_PORT, METRICS_TOKEN, BOT_ID }: Environment): MetricsAccess {
  if (METRICS_PORT !== undefined && METRICS_PORT === PORT && PORT !== 0)
    throw new ConfigError(`METRICS_PORT is not valid: give ${mends.METRICS_PORT}.`);
  return {
    port: METRICS_PORT,
    token: METRICS_TOKEN,
    isOnServicePort: METRICS_PORT === undefined && (METRICS_TOKEN !== undefined || BOT_ID === undefined),
  };
}

function botCredentials(env: Environment): BotCredentials {
  const { BOT_ID: appId, BOT_TENANT_ID: tenantId } = env;
  if (appId === undefined) {
    if (!isLoopback(env.HOST))
      throw new ConfigError(`HOST is not a loopback address, so BOT_ID is needed: give ${mends.BOT_ID}.`);
    return { kind: 'none' };
  }
  if (tenantId === undefined) throw new ConfigError(`BOT_TENANT_ID is missing: give ${mends.BOT_TENANT_ID}.`);
  if (env.BOT_MANAGED_IDENTITY) return { kind: 'managed identity', appId, tenantId };
  if (env.BOT_CERTIFICATE && env.BOT_CERTIFICATE_KEY)
    return {
      kind: 'certificate',
      appId,
      tenantId,
      certificate: env.BOT_CERTIFICATE,
      privateKey: env.BOT_CERTIFICATE_KEY,
    };
  if (env.BOT_SECRET) return { kind: 'secret', appId, tenantId, secret: env.BOT_SECRET };
  throw new ConfigError(
    'BOT_ID needs a credential: give BOT_SECRET, or BOT_CERTIFICATE and BOT_CERTIFICATE_KEY, or BOT_MANAGED_IDENTITY=true.',
  );
}

function allowedHosts(list: string): AllowedHost[] {
  try {
    return readAllowedHosts(list);
  } catch (error) {
    if (error instanceof AllowListError) throw new ConfigError(`OUTGOING_ALLOWED_HOSTS: ${error.message}`);
    throw error;
  }
}

function trustedProxies(list: string): BlockList {
  const proxies = new BlockList();
  for (const entry of list.split(',').map(part => part.trim())) {
    if (entry === '') continue;
    const [address = '', prefix] = entry.split('/');
    const version = isIP(address);
    const bits = prefix === undefined ? (version === 6 ? 128 : 32) : Number(prefix);
    if (version === 0 || !Number.isInteger(bits) || bits < 0 || bits > (version === 6 ? 128 : 32))
      throw new ConfigError(`TRUSTED_PROXIES is not valid: give ${mends.TRUSTED_PROXIES}.`);
    proxies.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4');
  }
  return proxies;
}
