import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Connections } from '../connections/connections.ts';
import type { UrlAttentionService } from '../connections/url-attention.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { Language } from '../locales/language.ts';
import type { Cloud } from '../policy/cloud.ts';
import type { Store } from '../store/store.ts';
import type { Access } from './access.ts';
import type { FindConnector } from './connector-finder.ts';
import type { Directory } from './directory.ts';
import type { ListSamples } from './list-samples.ts';
import type { SignOn } from './sign-on.ts';

export interface ApiOptions {
  store: Store;
  signOn: SignOn;
  directory: Directory;
  catalogue: Catalogue;
  connections: Connections;
  urlAttention: UrlAttentionService;
  outbox: Outbox;
  /** Lets channels be looked at again, since something other than a new delivery has changed. */
  wake: (tenantId: string, channelIds: string[]) => Promise<void>;
  cloud: Cloud;
  /** Where people reach the service. */
  publicUrl: string;
  /** Without a real bot, on this machine only. */
  isLocal: boolean;
  /** Where a reader, a team or its organization asks for none. */
  language: Language;
  /** A time-ordered id for an activity that we make ourselves. */
  newActivityId: (now: number) => string;
  /** Milliseconds since 1970. */
  now: () => number;
  onError: (error: unknown) => void;
}

/** What the handlers work with. */
export interface ApiContext extends ApiOptions {
  access: Access;
  findConnector: FindConnector;
  listSamples: ListSamples;
}
