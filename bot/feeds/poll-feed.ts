import type { Notification } from '../notification/notification.ts';
import { saveFeed } from './feed-rows.ts';
import { type FeedSource, fetchFeed } from './fetch-feed.ts';
import { type FeedActivity, type OutcomeOptions, outcomeOf, type Subscription } from './poll-outcome.ts';

/** What is to be written down in one piece, as the outbox takes it. */
export interface FeedArrival {
  tenantId: string;
  connectionId: string;
  channelId: string;
  at: number;
  activity: FeedActivity;
  notifications: Notification[];
}

export interface PollOptions extends OutcomeOptions, FeedSource {
  outbox: (arrival: FeedArrival) => Promise<void>;
  now: () => number;
  /** The id of an Activity row: time-ordered. */
  newActivityId: (now: number) => string;
  /** Stops what is under way. */
  signal: AbortSignal;
}

/**
 * Polls one feed: asks for it, posts what is new, and writes down its state, in this order. A crash in between posts
 * the same entries again after the restart: at least once, as all deliveries. Rejects only where the store fails.
 * Returns whether it came to its end; if it was stopped, nothing is written down.
 */
export async function pollFeed(options: PollOptions, subscription: Subscription): Promise<boolean> {
  const { feed } = subscription;
  const fetched = await fetchFeed(options, feed.moved_to ?? feed.url, feed, options.signal);
  if (options.signal.aborted) return false;
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
  return true;
}
