import type { SettingValues } from './connector.ts';
import type { Person } from './person.ts';
import type { Regenerate, UrlState } from './webhook-url.ts';

export interface ConnectionPage {
  connections: ConnectionSummary[];
  /** How many there are in the channel, whatever the search. */
  total: number;
  /** The cursor of the next page; null on the last one. */
  next: string | null;
}

export interface ConnectionSummary {
  id: string;
  name: string;
  pictureUrl: string | null;
  connector: { id: string; name: string; icon: string | null; kind: 'webhook' | 'feed' };
  addedBy: Person | null;
  addedAt: number;
  /** When the last message came in. */
  lastMessageAt: number | null;
  status: 'active' | 'paused' | 'suspended';
  /** Why, and what to do; null for an active connection. */
  statusReason: string | null;
  /** Null for a feed, which has no URL. */
  url: UrlState | null;
  /** Null for a feed. */
  regenerate: Regenerate | null;
}

/** A suspended connection is tried now: with what waits, or with the next message that comes in. */
export interface TriedAgain {
  somethingWaits: boolean;
}

export interface ConnectionDetail extends ConnectionSummary {
  channelId: string;
  /** Secrets that are set are masked. */
  settings: SettingValues;
  /** Of the organisation's own connector. */
  connectorVersion: string | null;
  /** The connection that this one takes the place of, until its first message. */
  replaces: { id: string; name: string } | null;
  /** The connection that takes its place. */
  replacedBy: { id: string; name: string } | null;
  failed: number;
  /** What was not kept for Activity, since the space for it was used up: requests that were not listed, and when last. */
  leftOut: { requests: number; at: number } | null;
  version: number;
}
