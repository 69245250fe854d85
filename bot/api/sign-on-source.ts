import { type BotCredentials, playgroundIdentity } from '../config.ts';
import type { Cloud } from '../policy/cloud.ts';

/** Whose tokens are believed, and for whom they must be. */
export interface SignOnSource {
  issuerOf: (tenantId: string) => string;
  keysUrl: URL;
  /** The one tenant whose people may sign on. */
  tenantId: string;
  isAudience: (audience: string) => boolean;
}

const publicLogin = 'https://login.microsoftonline.com';
const governmentLogin = 'https://login.microsoftonline.us';
/** Microsoft Learn, "National clouds": GCC logs in as the commercial cloud does. */
const logins: Record<Cloud, string> = {
  commercial: publicLogin,
  gcc: publicLogin,
  gcchigh: governmentLogin,
  dod: governmentLogin,
};

export interface SignOnConfig {
  bot: BotCredentials;
  cloud: Cloud;
  playgroundUrl: string | undefined;
}

/** Entra ID for a real bot; the playground without credentials; undefined where there is neither. */
export function signOnSource({ bot, cloud, playgroundUrl }: SignOnConfig): SignOnSource | undefined {
  if (bot.kind !== 'none')
    return {
      issuerOf: tenantId => `${logins[cloud]}/${tenantId}/v2.0`,
      keysUrl: new URL(`${logins[cloud]}/${bot.tenantId}/discovery/v2.0/keys`),
      tenantId: bot.tenantId.toLowerCase(),
      isAudience: audienceOf(bot.appId),
    };
  if (playgroundUrl === undefined) return undefined;
  return {
    issuerOf: tenantId => `${playgroundUrl}/login/${tenantId}/v2.0`,
    keysUrl: new URL(`${playgroundUrl}/login/keys`),
    tenantId: playgroundIdentity.tenantId,
    isAudience: audienceOf(playgroundIdentity.appId),
  };
}

/**
 * The application's id, or the id URI of a tab with a bot, `api://HOST/botid-ID` (Microsoft Learn, "Register your tab
 * app in Microsoft Entra ID").
 */
function audienceOf(appId: string): (audience: string) => boolean {
  const id = appId.toLowerCase();
  const uri = new RegExp(`^api://[a-z0-9.:-]+/botid-${id}$`);
  return audience => audience.toLowerCase() === id || uri.test(audience.toLowerCase());
}
