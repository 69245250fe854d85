import type { Selectable, Updateable } from 'kysely';
import type { ReadEvent } from '../catalogue/events/read-event.ts';
import type { FeedTexts } from '../locales/feed-texts.ts';
import type { Language } from '../locales/language.ts';
import type { Notification } from '../notification/notification.ts';
import type { ActivityTable, FeedTable } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { choosePosts, mostPosts } from './choose-posts.ts';
import { type DueFeed, hostOf } from './feed-rows.ts';
import { type FetchedFeed, isLasting } from './fetch-feed.ts';
import { knownEntries, rememberEntries } from './known-entries.ts';
import { failingNotice, failureText, goneNotice, moreNotice, movedNotice } from './notices.ts';
import { intervalOf, nextAfterFailure, nextAfterSuccess } from './schedule.ts';

export type FeedActivity = Omit<Selectable<ActivityTable>, 'body_left_out'>;

export interface OutcomeOptions {
  store: Store;
  texts: FeedTexts;
  language: Language;
  /** 0 to 1. */
  random: () => number;
}

/** The feed, and how its connection reads it. */
export interface Subscription {
  feed: DueFeed;
  readEvent: ReadEvent;
  /** Without secrets. */
  settings: Record<string, unknown>;
}

/** What a poll leads to. */
export interface Outcome {
  changes: Updateable<FeedTable>;
  notifications: Notification[];
  /** Undefined where there is nothing to tell in Activity. */
  activity: Pick<FeedActivity, 'outcome' | 'reason'> | undefined;
  /** Run when all else is written. */
  remember?: () => Promise<void>;
}

/** How long a feed may fail before its channel is told. */
const toldAfter = 24 * 60 * 60 * 1000;
const minute = 60_000;

/** What a poll leads to: what is posted, what Activity shows, and the state of the feed from then on. */
export async function outcomeOf(
  options: OutcomeOptions,
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
  { texts, random }: OutcomeOptions,
  { feed, settings }: Subscription,
  { movedTo, maxAge }: Succeeded,
  { at, ttlMinutes, title }: { at: number; ttlMinutes: number | null; title: string | null },
) {
  const interval = intervalOf({ chosen: chosenInterval(settings), ttl: (ttlMinutes ?? 0) * minute, maxAge });
  const changes: Updateable<FeedTable> = {
    title,
    ttl_minutes: ttlMinutes,
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
  return typeof interval === 'number' ? interval * minute : undefined;
}

async function readEntries(
  options: OutcomeOptions,
  subscription: Subscription,
  fetched: Extract<FetchedFeed, { kind: 'feed' }>,
  at: number,
): Promise<Outcome> {
  const { store, texts, language } = options;
  const { feed, readEvent, settings } = subscription;
  const { feed: about, entries } = fetched.read;
  const title = about.title ?? null;
  const ttlMinutes = about.ttlMinutes ?? null;
  const { changes, moved } = succeeded(options, subscription, fetched, { at, ttlMinutes, title });

  const known = await knownEntries(store, feed);
  const unknown = entries.filter(entry => known.rowsOf(entry).length === 0);
  // A feed that has moved may have given all its entries new ids.
  const isFirst = feed.last_success_at === null || (fetched.movedTo !== undefined && unknown.length === entries.length);
  const limit = isFirst ? { most: 1, countRest: false } : { most: mostPosts, countRest: true };
  const posts = await choosePosts(about, unknown, { readEvent, settings, ...limit });
  const left = posts.more === 0 ? [] : [moreNotice(texts, { title, host: feed.host }, posts.more, language)];
  const notifications = [...moved, ...left, ...posts.notifications];
  const isIgnored = notifications.length === 0 && posts.ignored !== undefined;
  return {
    changes: { ...changes, ...fetched.validators },
    notifications,
    activity:
      notifications.length > 0 || isIgnored
        ? { outcome: isIgnored ? 'ignored' : 'accepted', reason: isIgnored ? (posts.ignored ?? null) : null }
        : undefined,
    remember: () => rememberEntries(store, feed, { entries, known, now: at }),
  };
}

function unchanged(
  options: OutcomeOptions,
  subscription: Subscription,
  fetched: Extract<FetchedFeed, { kind: 'unchanged' }>,
  at: number,
): Outcome {
  const { feed } = subscription;
  const { changes, moved } = succeeded(options, subscription, fetched, {
    at,
    ttlMinutes: feed.ttl_minutes,
    title: feed.title,
  });
  return {
    changes,
    notifications: moved,
    activity: moved.length > 0 ? { outcome: 'accepted', reason: null } : undefined,
  };
}

function gone({ texts }: OutcomeOptions, feed: DueFeed): Outcome {
  return {
    changes: { next_poll_at: null, last_error: texts.gone.text, told: 'gone' },
    notifications: feed.told === 'gone' ? [] : [goneNotice(texts, feed)],
    activity: { outcome: 'refused', reason: texts.gone.text },
  };
}

function failed(
  { texts, random }: OutcomeOptions,
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
