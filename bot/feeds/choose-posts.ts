import type { ReadEvent } from '../catalogue/events/read-event.ts';
import type { Notification } from '../notification/notification.ts';
import type { Feed } from './feed.ts';
import type { KeyedEntry } from './new-entries.ts';

/** As many entries are posted after one poll; the others are counted in a line. */
export const mostPosts = 10;

export interface Posts {
  /** Oldest first. */
  notifications: Notification[];
  /** How many more there were, all of them older. */
  more: number;
  /** Why an entry was not posted, if one was held back by a filter. */
  ignored: string | undefined;
}

/**
 * Makes the cards of new entries, the newest `most` of those that pass the connection's filters.
 * @param entries oldest first
 */
export function choosePosts(
  feed: Feed,
  entries: readonly KeyedEntry[],
  { readEvent, settings, most }: { readEvent: ReadEvent; settings: Record<string, unknown>; most: number },
): Posts {
  const about = { title: feed.title, link: feed.link };
  const accepted: Notification[] = [];
  let ignored: string | undefined;
  for (const { entry } of entries) {
    const result = readEvent({ body: { feed: about, entry }, headers: {}, settings });
    if (result.outcome === 'accepted') accepted.push(result.notification);
    else ignored = result.reason;
  }
  return { notifications: accepted.slice(-most), more: Math.max(0, accepted.length - most), ignored };
}
