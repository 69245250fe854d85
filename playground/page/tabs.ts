import { call, type Tab } from './api.ts';
import type { TabConfig } from './host/app-requests.ts';
import { z } from './zod.ts';

const TAB_NAME = 'Connectors';

/** Adds a tab to a channel, or saves a tab's configuration anew. @throws ApiError */
export async function saveTab(channelId: string, tab: Tab | undefined, config: TabConfig): Promise<string> {
  const { entityId, contentUrl, websiteUrl, removeUrl, suggestedDisplayName } = config;
  const settings = {
    entityId,
    contentUrl,
    websiteUrl,
    removeUrl,
    suggestedDisplayName: suggestedDisplayName || TAB_NAME,
  };
  const saved = await call(
    z.object({ id: z.string() }),
    tab ? pathOf(channelId, tab) : `/channels/${encodeURIComponent(channelId)}/tabs`,
    settings,
    tab ? 'PUT' : 'POST',
  );
  return saved.id;
}

/** @throws ApiError */
export async function removeTab(channelId: string, tab: Tab): Promise<void> {
  await call(z.unknown(), pathOf(channelId, tab), undefined, 'DELETE');
}

function pathOf(channelId: string, tab: Tab): string {
  return `/channels/${encodeURIComponent(channelId)}/tabs/${encodeURIComponent(tab.id)}`;
}
