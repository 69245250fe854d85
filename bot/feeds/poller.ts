import type { ReadEvent } from '../catalogue/events/read-event.ts';
import type { OutgoingFetch } from '../outgoing/fetch.ts';
import type { Cloud } from '../policy/cloud.ts';
import { connectorsEnabled } from '../policy/connectors-enabled.ts';
import { claim, type DueFeed, dueAtOnce, dueFeeds, release, saveFeed, takeUpChanges, tidyFeeds } from './feed-rows.ts';
import { type PollOptions, pollFeed } from './poll-feed.ts';
import { usualInterval } from './schedule.ts';
import { createSlots, type Lane, usualSlots } from './slots.ts';

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
const lanes: readonly Lane[] = ['usual', 'slow'];

export function createPoller(options: PollerOptions): Poller {
  const { store, now, onError, connectors } = options;
  const stopping = new AbortController();
  const slots = createSlots(usualSlots);
  /** By host, since one request at a time goes to each. */
  const running = new Map<string, { poll: Promise<void>; stop: AbortController }>();
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
    for (const host of slots.moveSlow(at)) running.get(host)?.stop.abort();
    for (const lane of lanes) while (await fill(lane, at));
  }

  /** Begins what is due in a lane. Returns whether there may be more. */
  async function fill(lane: Lane, at: number): Promise<boolean> {
    const closed = slots.closed(lane, at);
    if (!closed || (lane === 'slow' && closed.hosts.length === 0)) return false;
    const due = await dueFeeds(store, at, lane, closed);
    let begun = 0;
    for (const feed of due) {
      if (stopping.signal.aborted) return false;
      if (!slots.begin(feed, at)) continue;
      begun += 1;
      if (!(await claim(store, feed, at))) {
        slots.end(feed.host, at);
        continue;
      }
      const stop = new AbortController();
      running.set(feed.host, { poll: poll(feed, AbortSignal.any([stopping.signal, stop.signal])), stop });
    }
    return begun > 0 && due.length === dueAtOnce;
  }

  async function poll(feed: DueFeed, signal: AbortSignal): Promise<void> {
    const fetchOutgoing: OutgoingFetch = async (url, request) => {
      let answered = false;
      try {
        const response = await options.fetchOutgoing(url, request);
        answered = true;
        return response;
      } finally {
        slots.asked(feed.host, now(), answered || signal.aborted);
      }
    };
    try {
      const readEvent = connectors.get(feed.connector);
      if (!readEvent || !isAllowed(feed)) {
        await saveFeed(store, feed, { next_poll_at: now() + usualInterval, failures: feed.failures });
        return;
      }
      const settings = options.readSettings(feed.connection_id, feed.settings);
      const isDone = await pollFeed({ ...options, fetchOutgoing, signal }, { feed, readEvent, settings });
      if (!isDone) await release(store, feed);
    } catch (error) {
      // The feed is due again when its lease has ended.
      onError(error);
    } finally {
      running.delete(feed.host);
      slots.end(feed.host, now());
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
    while (running.size > 0) await Promise.race([...running.values()].map(({ poll }) => poll));
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
