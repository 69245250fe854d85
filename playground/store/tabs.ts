import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from './database.ts';

/** What an app says of its tab when a person saves its configuration (teams-js: `pages.config.setConfig`). */
export const tabSettingsSchema = z.strictObject({
  entityId: z.string().optional(),
  /** Shown on the tab. */
  suggestedDisplayName: z.string().trim().min(1).max(128),
  contentUrl: z.url({ protocol: /^https?$/ }),
  websiteUrl: z.url({ protocol: /^https?$/ }).optional(),
  removeUrl: z.url({ protocol: /^https?$/ }).optional(),
});

const tabSchema = tabSettingsSchema.extend({ id: z.string(), channelId: z.string() });

export type TabSettings = z.infer<typeof tabSettingsSchema>;
/** A tab that somebody added to a channel. */
export type Tab = z.infer<typeof tabSchema>;

/** The tabs of the channels, in the order in which they were added, kept between starts. */
export type Tabs = {
  of: (channelId: string) => Tab[];
  add: (channelId: string, settings: TabSettings) => Tab;
  /** Undefined: there is no such tab. */
  change: (channelId: string, id: string, settings: TabSettings) => Tab | undefined;
  /** Whether there was such a tab. */
  remove: (channelId: string, id: string) => boolean;
};

/** Opens the tabs that the database holds. */
export function openTabs(database: Database): Tabs {
  let tabs = z.array(tabSchema).parse(database.fact('tabs') ?? []);
  const find = (channelId: string, id: string) => tabs.find(tab => tab.channelId === channelId && tab.id === id);
  const save = (changed: Tab[]) => {
    tabs = changed;
    database.saveFact('tabs', tabs);
  };
  return {
    of: channelId => tabs.filter(tab => tab.channelId === channelId),
    add: (channelId, settings) => {
      const tab = { ...settings, id: randomUUID(), channelId };
      save([...tabs, tab]);
      return tab;
    },
    change: (channelId, id, settings) => {
      const found = find(channelId, id);
      if (!found) return undefined;
      const changed = { ...settings, id, channelId };
      save(tabs.map(tab => (tab === found ? changed : tab)));
      return changed;
    },
    remove: (channelId, id) => {
      const found = find(channelId, id);
      if (found) save(tabs.filter(tab => tab !== found));
      return found !== undefined;
    },
  };
}
