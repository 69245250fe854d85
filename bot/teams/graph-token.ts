import type { AppCredentialAuthConfig } from '@microsoft/teamsfx';
import type { BotCredentials } from '../config.ts';
import type { Cloud } from '../policy/cloud.ts';

/** Asks for a token for Microsoft Graph as the app itself. Throws what Entra said. */
export type GetGraphToken = () => Promise<string>;

/** Microsoft Learn, "National clouds": where each cloud logs in, and its Graph. */
const graphClouds: Record<Cloud, { authorityHost: string; scope: string }> = {
  commercial: { authorityHost: 'https://login.microsoftonline.com', scope: 'https://graph.microsoft.com/.default' },
  gcc: { authorityHost: 'https://login.microsoftonline.com', scope: 'https://graph.microsoft.com/.default' },
  gcchigh: { authorityHost: 'https://login.microsoftonline.us', scope: 'https://graph.microsoft.us/.default' },
  dod: { authorityHost: 'https://login.microsoftonline.us', scope: 'https://dod-graph.microsoft.us/.default' },
};

/**
 * A way to tokens for Graph; undefined for credentials with which teamsfx knows none (a managed identity, or none).
 * The one module that knows teamsfx, which costs 300 ms and 40 MB to load: it is loaded with the first token.
 */
export function graphToken(credentials: BotCredentials, cloud: Cloud): GetGraphToken | undefined {
  if (credentials.kind !== 'secret' && credentials.kind !== 'certificate') return undefined;
  const { authorityHost, scope } = graphClouds[cloud];
  const { appId: clientId, tenantId } = credentials;
  const config: AppCredentialAuthConfig =
    credentials.kind === 'secret'
      ? { authorityHost, clientId, tenantId, clientSecret: credentials.secret }
      : { authorityHost, clientId, tenantId, certificateContent: pemOf(credentials) };

  return async () => {
    const { AppCredential } = await import('@microsoft/teamsfx');
    const token = await new AppCredential(config).getToken(scope);
    if (!token) throw new Error('Microsoft Entra gave no token for Microsoft Graph.');
    return token.token;
  };
}

/** teamsfx wants both in one text. */
function pemOf({ certificate, privateKey }: { certificate: string; privateKey: string }): string {
  return `${privateKey.trim()}\n${certificate.trim()}\n`;
}
