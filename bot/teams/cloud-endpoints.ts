import { AuthenticationConstants, GovernmentConstants } from 'botframework-connector';
import type { Cloud } from '../policy/cloud.ts';

/** Where the bot logs in, and whose tokens it believes. */
export interface CloudEndpoints {
  loginUrl: string;
  /** What the bot's tokens are for, without `/.default`. */
  scope: string;
  /** The issuer of the tokens that come with activities. */
  activityIssuer: string;
  /** OpenID metadata of that issuer. */
  activityMetadataUrl: string;
}

const publicCloud: CloudEndpoints = {
  loginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
  scope: AuthenticationConstants.ToChannelFromBotOAuthScope,
  activityIssuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
  activityMetadataUrl: AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
};

const governmentCloud: CloudEndpoints = {
  loginUrl: GovernmentConstants.ToChannelFromBotLoginUrl,
  scope: GovernmentConstants.ToChannelFromBotOAuthScope,
  activityIssuer: GovernmentConstants.ToBotFromChannelTokenIssuer,
  activityMetadataUrl: GovernmentConstants.ToBotFromChannelOpenIdMetadataUrl,
};

/** GCC logs in as the commercial cloud does; its own Bot Connector comes with each activity's service URL. */
export const cloudEndpoints: Record<Cloud, CloudEndpoints> = {
  commercial: publicCloud,
  gcc: publicCloud,
  gcchigh: governmentCloud,
  dod: governmentCloud,
};
