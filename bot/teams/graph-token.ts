import type { AppCredential, AppCredentialAuthConfig } from '@microsoft/teamsfx';
import { JwtTokenProviderFactory } from 'botframework-connector';
import type { BotCredentials } from '../config.ts';
import type { Cloud } from '../policy/cloud.ts';
import { graphEndpoints } from './graph-endpoints.ts';

/**
 * Asks for a token for Microsoft Graph as the app itself. Throws what Entra said.
 * @param anew Graph refused the last one, so it must not come out of a cache
 */
export type GetGraphToken = (tenantId: string, anew: boolean) => Promise<string>;

type Registration = Exclude<BotCredentials, { kind: 'none' }>;

/** A way to tokens for Graph in the tenant in which the bot is registered. Nothing is asked yet. */
export function graphToken(credentials: Registration, cloud: Cloud): GetGraphToken {
  const fetchToken =
    credentials.kind === 'managed identity' ? identityToken(credentials, cloud) : appToken(credentials, cloud);
  return async (tenantId, anew) => {
    if (tenantId.toLowerCase() !== credentials.tenantId.toLowerCase())
      throw new Error('The team is of another tenant than the one in which the bot is registered (BOT_TENANT_ID).');
    const token = await fetchToken(anew);
    if (!token) throw new Error('Microsoft Entra gave no token for Microsoft Graph.');
    return token.token;
  };
}

type FetchToken = (anew: boolean) => Promise<{ token: string } | null>;

/** The one place that knows teamsfx, which costs 300 ms and 40 MB to load: it is loaded with the first token. */
function appToken(credentials: Exclude<Registration, { kind: 'managed identity' }>, cloud: Cloud): FetchToken {
  const { authorityHost, graph } = graphEndpoints[cloud];
  const { appId: clientId, tenantId } = credentials;
  const config: AppCredentialAuthConfig =
    credentials.kind === 'secret'
      ? { authorityHost, clientId, tenantId, clientSecret: credentials.secret }
      : { authorityHost, clientId, tenantId, certificateContent: pemOf(credentials) };
  /** It keeps its token until it expires. */
  let credential: AppCredential | undefined;
  return async anew => {
    const { AppCredential } = await import('@microsoft/teamsfx');
    if (anew) credential = undefined;
    credential ??= new AppCredential(config);
    return credential.getToken(`${graph}/.default`);
  };
}

/** botbuilder's way to a managed identity; teamsfx has none. It keeps its token by itself. */
function identityToken({ appId }: Registration, cloud: Cloud): FetchToken {
  const provider = new JwtTokenProviderFactory().createAzureServiceTokenProvider(appId);
  return () => provider.getToken(`${graphEndpoints[cloud].graph}/.default`);
}

/** teamsfx wants both in one text. */
function pemOf({ certificate, privateKey }: { certificate: string; privateKey: string }): string {
  return `${privateKey.trim()}\n${certificate.trim()}\n`;
}
