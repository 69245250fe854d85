import type { Outbox } from '../delivery/outbox.ts';
import type { Language } from '../locales/language.ts';
import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { Directory } from './directory.ts';

/** What prompts work with. */
export interface PromptsOptions {
  store: Store;
  directory: Directory;
  outbox: Outbox;
  /** Where neither the team nor its organization has set one. */
  language: Language;
  now: () => Time;
  /** For what goes wrong on our own side; the other channels are served all the same. */
  onError: (error: unknown) => void;
  /** Marks the URLs that have passed the age their organization sets. */
  ageUrls?: (now: Time) => Promise<void>;
}

export interface ChannelPlace {
  tenantId: string;
  channelId: string;
}
