import type { Cloud } from '../policy/cloud.ts';

/** Teams on the web, by cloud: the host of links that open in Teams (Microsoft Learn, "Deep links"). */
const teamsHosts: Record<Cloud, string> = {
  commercial: 'teams.microsoft.com',
  gcc: 'teams.microsoft.com',
  gcchigh: 'gov.teams.microsoft.us',
  dod: 'dod.teams.microsoft.us',
};

/** The tab's entity id, as the configuration page sets it. */
const tabEntityId = 'connectors';

export interface DeepLinkOptions {
  cloud: Cloud;
  /** The app's id in the manifest; without it there are no links into Teams. */
  teamsAppId: string | undefined;
}

/**
 * A link to the Connectors tab of a channel: `/l/entity/{appId}/{entityId}?webUrl=…&context=…` (Microsoft Learn, "Deep
 * link to a tab"). Undefined without an app id.
 * @param webUrl the page itself, for clients that do not show tabs
 */
export function tabLink(
  { cloud, teamsAppId }: DeepLinkOptions,
  { channelId, webUrl }: { channelId: string; webUrl: string },
): string | undefined {
  if (teamsAppId === undefined) return undefined;
  const context = JSON.stringify({ channelId });
  return `https://${teamsHosts[cloud]}/l/entity/${teamsAppId}/${tabEntityId}?${query({ webUrl, context })}`;
}

/**
 * A link that opens a page of ours in a dialog, also where nobody has added the tab yet: `/l/task/{appId}?url=…`
 * (Microsoft Learn, "Deep link to open a dialog"). Undefined without an app id.
 */
export function dialogLink(
  { cloud, teamsAppId }: DeepLinkOptions,
  { url, title, height, width }: { url: string; title: string; height: number; width: number },
): string | undefined {
  if (teamsAppId === undefined) return undefined;
  return `https://${teamsHosts[cloud]}/l/task/${teamsAppId}?${query({ url, height, width, title })}`;
}

/** Percent-encoded throughout, since Teams does not read `+` as a space. */
function query(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}
