import type { Selectable, Updateable } from 'kysely';
import type { ReadEvent } from '../catalogue/events/read-event.ts';
import type { Language } from '../locales/language.ts';
import type { FeedTexts } from '../locales/feed-texts.ts';
import type { Notification } from '../notification/notification.ts';
import type { OutgoingFetch } from '../outgoing/fetch.ts';
import type { ActivityTable, FeedTable } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { choosePosts, mostPosts } from './choose-posts.ts';
import { type DueFeed, hostOf, saveFeed } from './feed-rows.ts';
import { type FetchedFeed, fetchFeed, isLasting } from './fetch-feed.ts';
import { knownEntries, rememberEntries } from './known-entries.ts';
import { inOrder } from './new-entries.ts';
import { failingNotice, failureText, goneNotice, moreNotice, movedNotice } from './notices.ts';
import { intervalOf, nextAfterFailure, nextAfterSuccess } from './schedule.ts';

export type FeedActivity = Selectable<ActivityTable>;

/** What is to be written down in one piece, as the outbox takes it. */
export interface FeedArrival {
  tenantId: string;
  connectionId: string;
  channelId: string;
  at: number;
  activity: FeedActivity;
  notifications: Notification[];
}

export interface PollOptions {
  store: Store;
  fetchOutgoing: OutgoingFetch;
  outbox: (arrival: FeedArrival) => Promise<void>;
  texts: FeedTexts;
  language: Language;
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  /** The id of an Activity row: time-ordered. */
  newActivityId: (now: number) => string;
  /** Stops what is under way. */
  signal: AbortSignal;
}

/** The feed, and how its connection reads it. */
export interface Subscription {
  feed: DueFeed;
  readEvent: ReadEvent;
  /** Without secrets. */
  settings: Record<string, unknown>;
}

/** What a poll leads to. */
interface Outcome {
  changes: Updateable<FeedTable>;
  notifications: Notification[];
  /** Undefined where there is nothing to tell in Activity. */
  activity: Pick<FeedActivity, 'outcome' | 'reason'> | undefined;
  /** Run when all else is written. */
  remember?: () => Promise<void>;
}

/** How long a feed may fail before its channel is told. */
const toldAfter = 24 * 60 * 60 * 1000;

/**
 * Polls one feed: asks for it, posts what is new, and writes down its state, in this order. A crash in between posts
 * the same entries again after the restart: at least once, as all deliveries. Rejects only where the store fails.
 */
export async function pollFeed(options: PollOptions, subscription: Subscription): Promise<void> {
  const { feed } = subscription;
  const fetched = await fetchFeed(options.fetchOutgoing, feed.moved_to ?? feed.url, feed, options.signal);
  // Stopped by ourselves: the feed is due again when its lease has ended.
  if (options.signal.aborted) return;
  const at = options.now();
  const outcome = await outcomeOf(options, subscription, fetched, at);
  if (outcome.activity)
    await options.outbox({
      tenantId: feed.tenant_id,
      connectionId: feed.connection_id,
      channelId: feed.channel_id,
      at,
      activity: {
        id: options.newActivityId(at),
        tenant_id: feed.tenant_id,
        connection_id: feed.connection_id,
        at,
        ...outcome.activity,
        status: fetched.status,
        generation: 0,
        address: feed.host,
        user_agent: null,
        content_type: fetched.contentType,
        size: fetched.size,
        body: null,
      },
      notifications: outcome.notifications,
    });
  await outcome.remember?.();
  await saveFeed(options.store, feed, outcome.changes);
}

async function outcomeOf(
  options: PollOptions,
  subscription: Subscription,
  fetched: FetchedFeed,
  at: number,
): Promise<Outcome> {
  switch (fetched.kind) {
    case 'feed':
      return readEntries(options, subscription, fetched, at);
    case 'unchanged':
      return unchanged(options, subscription, fetched, at);
    case 'gone':
      return gone(options, subscription.feed);
    case 'failed':
      return failed(options, subscription, fetched, at);
  }
}

type Succeeded = Extract<FetchedFeed, { kind: 'feed' | 'unchanged' }>;

/** What every success writes down, and a notice if the feed has moved. */
function succeeded(
  { texts, random }: PollOptions,
  { feed, settings }: Subscription,
  { movedTo, maxAge }: Succeeded,
  { at, ttl, title }: { at: number; ttl?: number | undefined; title: string | null },
) {
  const interval = intervalOf({ chosen: chosenInterval(settings), ttl, maxAge });
  const changes: Updateable<FeedTable> = {
    title,
    next_poll_at: nextAfterSuccess(at, interval, random),
    last_success_at: at,
    failures: 0,
    failing_since: null,
    last_error: null,
    told: null,
  };
  const address = feed.moved_to ?? feed.url;
  if (movedTo === undefined || movedTo === address) return { changes, moved: [] };
  const host = hostOf(movedTo);
  const isUpgrade = movedTo === address.replace(/^http:/, 'https:');
  return {
    changes: { ...changes, moved_to: movedTo, host },
    moved: isUpgrade ? [] : [movedNotice(texts, { title, host: feed.host }, host)],
  };
}

/** In minutes, as the setting `interval` of a connector has it. */
function chosenInterval({ interval }: Record<string, unknown>): number | undefined {
  return typeof interval === 'number' ? interval * 60_000 : undefined;
}

async function readEntries(
  options: PollOptions,
  subscription: Subscription,
  fetched: Extract<FetchedFeed, { kind: 'feed' }>,
  at: number,
): Promise<Outcome> {
  const { store, texts, language } = options;
  const { feed, readEvent, settings } = subscription;
  const title = fetched.feed.title ?? null;
  const ttl = fetched.feed.ttlMinutes === undefined ? undefined : fetched.feed.ttlMinutes * 60_000;
  const { changes, moved } = succeeded(options, subscription, fetched, { at, ttl, title });

  const entries = inOrder(fetched.feed.entries);
  const known = await knownEntries(store, feed);
  const unknown = entries.filter(({ key }) => !known.has(key));
  // A feed that has moved may have given all its entries new ids.
  const isFirst = feed.last_success_at === null || (fetched.movedTo !== undefined && unknown.length === entries.length);
  const posts = choosePosts(fetched.feed, unknown, { readEvent, settings, most: isFirst ? 1 : mostPosts });
  const more = isFirst ? 0 : posts.more;
  const left = more === 0 ? [] : [moreNotice(texts, { title, host: feed.host }, more, language)];
  const notifications = [...moved, ...left, ...posts.notifications];
  const isIgnored = notifications.length === 0 && posts.ignored !== undefined;
  return {
    changes: { ...changes, ...fetched.validators },
    notifications,
    activity:
      notifications.length > 0 || isIgnored
        ? { outcome: isIgnored ? 'ignored' : 'accepted', reason: isIgnored ? (posts.ignored ?? null) : null }
        : undefined,
    remember: () => rememberEntries(store, feed, { keys: entries.map(({ key }) => key), known, now: at }),
  };
}

function unchanged(
  options: PollOptions,
  subscription: Subscription,
  fetched: Extract<FetchedFeed, { kind: 'unchanged' }>,
  at: number,
): Outcome {
  const { feed } = subscription;
  const { changes, moved } = succeeded(options, subscription, fetched, { at, title: feed.title, ttl: ttlOf(feed) });
  return {
    changes,
    notifications: moved,
    activity: moved.length > 0 ? { outcome: 'accepted', reason: null } : undefined,
  };
}

function gone({ texts }: PollOptions, feed: DueFeed): Outcome {
  return {
    changes: { next_poll_at: null, last_error: texts.gone.text, told: 'gone' },
    notifications: feed.told === 'gone' ? [] : [goneNotice(texts, feed)],
    activity: { outcome: 'refused', reason: texts.gone.text },
  };
}

function failed(
  { texts, random }: PollOptions,
  { feed, settings }: Subscription,
  { failure }: Extract<FetchedFeed, { kind: 'failed' }>,
  at: number,
): Outcome {
  const reason = failureText(texts, failure);
  const failures = feed.failures + 1;
  const failingSince = feed.failing_since ?? at;
  const isNew = feed.last_success_at === null;
  const isTold = feed.told !== null || !((isNew && isLasting(failure)) || at - failingSince >= toldAfter);
  const interval = intervalOf({ chosen: chosenInterval(settings) });
  return {
    changes: {
      failures,
      failing_since: failingSince,
      last_error: reason,
      next_poll_at: nextAfterFailure(at, { interval, failures, retryAfter: failure.retryAfter }, random),
      ...(isTold ? {} : { told: 'failing' as const }),
    },
    notifications: isTold ? [] : [failingNotice(texts, feed, reason, isNew ? undefined : failingSince)],
    activity: { outcome: 'refused', reason },
  };
}
