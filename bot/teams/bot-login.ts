import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import {
  AppCredentials,
  CertificateServiceClientCredentialsFactory,
  GovernmentConstants,
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { type BotCredentials, ConfigError } from '../config.ts';
import type { CloudEndpoints } from './cloud-endpoints.ts';
import { ConnectorError } from './connector-error.ts';
import { withTimeout } from './with-timeout.ts';

/** The bot's way to a token for the Bot Connector. */
export interface BotLogin {
  /** The token, or undefined for a bot without credentials. Throws a ConnectorError with the code `login`. */
  token(): Promise<string | undefined>;
  /** The token was refused: the next one is asked for anew. */
  refused(): void;
}

export interface BotLoginOptions {
  endpoints: CloudEndpoints;
  /** Milliseconds. */
  timeout: number;
  /** In place of botbuilder's own, for a login elsewhere. */
  factory?: Pick<ServiceClientCredentialsFactory, 'createCredentials'>;
}

export type AppRegistration = Exclude<BotCredentials, { kind: 'none' }>;

/**
 * Logs the bot in, once for all who wait, and keeps the token until five minutes before its end (botbuilder does).
 * Throws a ConfigError for a certificate that cannot be used.
 */
export function createBotLogin(credentials: BotCredentials, options: BotLoginOptions): BotLogin {
  if (credentials.kind === 'none') return { token: async () => undefined, refused: () => {} };
  return loginOf(credentials, options);
}

function loginOf(credentials: AppRegistration, options: BotLoginOptions): BotLogin {
  const { endpoints, timeout } = options;
  const factory = options.factory ?? credentialsFactory(credentials);
  let appCredentials: AppCredentials | undefined;
  let underWay: Promise<string> | undefined;
  let wasRefused = false;

  async function logIn(): Promise<string> {
    appCredentials ??= await createAppCredentials(credentials, factory, endpoints);
    const anew = wasRefused;
    wasRefused = false;
    return appCredentials.getToken(anew);
  }

  return {
    token: () => {
      underWay ??= withTimeout(logIn(), timeout)
        .catch((error: unknown) => {
          throw loginError(error);
        })
        .finally(() => {
          underWay = undefined;
        });
      return underWay;
    },
    refused: () => {
      wasRefused = true;
    },
  };
}

function credentialsFactory(credentials: AppRegistration): ServiceClientCredentialsFactory {
  const { appId, tenantId } = credentials;
  switch (credentials.kind) {
    case 'secret':
      return new PasswordServiceClientCredentialFactory(appId, credentials.secret, tenantId);
    case 'certificate': {
      const { certificate, privateKey } = credentials;
      // With a certificate in place of its thumbprint, botbuilder would start an openssl process.
      const thumbprint = thumbprintOf(certificate, privateKey);
      return new CertificateServiceClientCredentialsFactory(appId, thumbprint, privateKey, tenantId, certificate);
    }
    case 'managed identity':
      return new ManagedIdentityServiceClientCredentialsFactory(appId, new JwtTokenProviderFactory());
  }
}

function thumbprintOf(certificate: string, privateKey: string): string {
  let read: { certificate: X509Certificate; key: KeyObject };
  try {
    read = { certificate: new X509Certificate(certificate), key: createPrivateKey(privateKey) };
  } catch {
    // What OpenSSL says helps nobody, and may hold parts of the key.
    throw new ConfigError('BOT_CERTIFICATE or BOT_CERTIFICATE_KEY could not be read: give both in PEM form.');
  }
  if (!read.certificate.checkPrivateKey(read.key))
    throw new ConfigError('BOT_CERTIFICATE_KEY does not belong to BOT_CERTIFICATE: give the key it was made with.');
  return read.certificate.fingerprint.replaceAll(':', '');
}

async function createAppCredentials(
  credentials: AppRegistration,
  factory: Pick<ServiceClientCredentialsFactory, 'createCredentials'>,
  { scope, loginUrl }: CloudEndpoints,
): Promise<AppCredentials> {
  const created = await factory.createCredentials(credentials.appId, scope, loginUrl, true);
  if (!(created instanceof AppCredentials)) throw new Error('botbuilder made credentials of an unknown kind');
  // botbuilder's certificate credentials know the commercial cloud only.
  if (credentials.kind === 'certificate' && loginUrl.startsWith(GovernmentConstants.ToChannelFromBotLoginUrlPrefix))
    created.oAuthEndpoint = GovernmentConstants.ToChannelFromBotLoginUrlPrefix + credentials.tenantId;
  return created;
}

/** What Entra answered, as against not answering: MSAL's and @azure/identity's names for it. */
const refusals = ['ServerError', 'InteractionRequiredAuthError', 'AuthenticationError'];

function loginError(error: unknown): ConnectorError {
  const cause = error instanceof Error ? error : new Error(String(error));
  const detail = cause.message.split(/[\r\n]/)[0]?.slice(0, 300) ?? '';
  const isRefused = refusals.includes(cause.name);
  const message = isRefused
    ? `Microsoft Entra refused the bot's login: ${detail} Check the bot's credential (BOT_SECRET, BOT_CERTIFICATE or its managed identity).`
    : `The bot could not log in to Microsoft Entra: ${detail}`;
  return new ConnectorError(message, { status: isRefused ? 401 : undefined, code: 'login', sent: false });
}
