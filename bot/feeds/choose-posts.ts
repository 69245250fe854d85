import { setImmediate } from 'node:timers/promises';
import type { ReadEvent } from '../catalogue/events/read-event.ts';
import type { Notification } from '../notification/notification.ts';
import type { Feed } from './feed.ts';
import type { IdentifiedEntry } from './new-entries.ts';

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

export interface PostLimit {
  most: number;
  /** Whether what is above the limit is looked at and counted. */
  countRest: boolean;
}

/**
 * Makes the cards of new entries, the newest ones that pass the connection's filters.
 * @param entries oldest first
 */
export async function choosePosts(
  { title, link }: Pick<Feed, 'title' | 'link'>,
  entries: readonly IdentifiedEntry[],
  { readEvent, settings, most, countRest }: PostLimit & { readEvent: ReadEvent; settings: Record<string, unknown> },
): Promise<Posts> {
  const posts: Posts = { notifications: [], more: 0, ignored: undefined };
  for (const { entry } of entries.toReversed()) {
    if (posts.notifications.length === most && !countRest) break;
    // Many entries, or long ones, hold nobody else up.
    await setImmediate();
    const result = readEvent({ body: { feed: { title, link }, entry }, headers: {}, settings });
    if (result.outcome === 'ignored') posts.ignored = result.reason;
    else if (posts.notifications.length < most) posts.notifications.unshift(result.notification);
    else posts.more += 1;
  }
  return posts;
}
