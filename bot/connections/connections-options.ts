import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { RootKeys } from './root-keys.ts';

/** What everything about connections and their URLs works with. */
export interface ConnectionsOptions {
  store: Store;
  keys: RootKeys;
  /** Where callers reach us, without a slash at the end. */
  publicUrl: string;
  now: () => Time;
  /** Told after the URL status of a connection has changed, so that a prompt in its channel can follow. */
  onUrlChange?: (place: ChangedPlace) => void;
}

export interface ChangedPlace {
  tenantId: string;
  channelId: string;
}
