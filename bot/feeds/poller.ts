import type { ReadEvent } from '../catalogue/events/read-event.ts';
import type { Cloud } from '../policy/cloud.ts';
import { connectorsEnabled } from '../policy/connectors-enabled.ts';
import { claim, type DueFeed, dueFeeds, saveFeed, takeUpChanges, tidyFeeds } from './feed-rows.ts';
import { type PollOptions, pollFeed } from './poll-feed.ts';
import { usualInterval } from './schedule.ts';

export interface PollerOptions extends Omit<PollOptions, 'signal'> {
  /** How the connectors that are polled read an entry (`{feed, entry}`), by their ids. */
  connectors: ReadonlyMap<string, ReadEvent>;
  /** The settings of a connection without its secrets; the feed's address is `url`. */
  readSettings: (connectionId: string, stored: string) => Record<string, unknown>;
  cloud: Cloud;
}

/** Polls the feeds of all connections. */
export interface Poller {
  /** Looks for feeds that are due, every second. */
  start(): void;
  /** Looks once. Resolves when what is to be polled now has begun. */
  sweep(): Promise<void>;
  /** Resolves when nothing is being polled. */
  idle(): Promise<void>;
  /** Stops what is under way; it is polled again after the next start. */
  stop(): Promise<void>;
}

const sweepEvery = 1_000;
const takeUpEvery = 10_000;
const tidyEvery = 60 * 60_000;
/** Feeds polled side by side. */
const pollsAtOnce = 4;
/** One request at a time goes to a host, and so long after its end no other; in milliseconds. */
const gapBetween = 2_000;

export function createPoller(options: PollerOptions): Poller {
  const { store, now, onError, connectors } = options;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  /** Until when a host is left alone. */
  const resting = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  let takenUpAt = Number.NEGATIVE_INFINITY;
  let tidiedAt = Number.NEGATIVE_INFINITY;

  function sweep(): Promise<void> {
    sweeping ??= look().finally(() => {
      sweeping = undefined;
    });
    return sweeping;
  }

  async function look(): Promise<void> {
    const at = now();
    if (at - takenUpAt >= takeUpEvery) {
      takenUpAt = at;
      await takeUpChanges(store, [...connectors.keys()], { feedUrlOf, now: at });
    }
    if (at - tidiedAt >= tidyEvery) {
      tidiedAt = at;
      await tidyFeeds(store);
    }
    for (const [host, until] of resting) if (until <= at) resting.delete(host);
    if (running.size >= pollsAtOnce) return;
    for (const feed of await dueFeeds(store, at, [...running.keys(), ...resting.keys()])) {
      if (stopping.signal.aborted || running.size >= pollsAtOnce) return;
      if (running.has(feed.host) || !(await claim(store, feed, at))) continue;
      running.set(feed.host, poll(feed));
    }
  }

  async function poll(feed: DueFeed): Promise<void> {
    try {
      const readEvent = connectors.get(feed.connector);
      if (!readEvent || !isAllowed(feed)) await saveFeed(store, feed, { next_poll_at: now() + usualInterval });
      else {
        const settings = options.readSettings(feed.connection_id, feed.settings);
        await pollFeed({ ...options, signal: stopping.signal }, { feed, readEvent, settings });
      }
    } catch (error) {
      // The feed is due again when its lease has ended.
      onError(error);
    } finally {
      running.delete(feed.host);
      resting.set(feed.host, now() + gapBetween);
    }
  }

  function feedUrlOf(connection: { id: string; settings: string }): string | undefined {
    try {
      const { url } = options.readSettings(connection.id, connection.settings);
      return typeof url === 'string' ? url : undefined;
    } catch (error) {
      onError(error);
      return undefined;
    }
  }

  function isAllowed(feed: DueFeed): boolean {
    const organization = {
      ConnectorsEnabled: flag(feed.organization_enabled),
      ConnectorsEnabledForTeams: flag(feed.organization_enabled_for_teams),
      ConnectorsActionableMessagesEnabled: null,
    };
    return connectorsEnabled(options.cloud, organization, { ConnectorsEnabled: flag(feed.group_enabled) }).enabled;
  }

  async function idle(): Promise<void> {
    await sweeping;
    while (running.size > 0) await Promise.race(running.values());
  }

  return {
    start() {
      timer = setInterval(() => void sweep().catch(onError), sweepEvery);
    },
    sweep,
    idle,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await idle();
    },
  };
}

const flag = (value: 0 | 1 | null) => (value === null ? null : value === 1);
