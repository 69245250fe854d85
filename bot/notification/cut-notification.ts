import { cutCard } from './cut-card.ts';
import { cutMessage, messageSize } from './cut-message.ts';
import { levelFor } from './level.ts';
import type { Content, Notification } from './notification.ts';

/**
 * What is stored of a notification, in UTF-16 units of JSON. More than a post can hold (40,000), so that cutting to
 * the limit happens once, when it is sent.
 */
export const MAX_STORED = 60_000;

/** At most about `units` UTF-16 units as JSON. What is left out is counted in the `more…` fields. */
export function cutNotification(notification: Notification, units: number): Notification {
  const { contents } = notification;
  const sizes = contents.map(contentSize);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= units) return notification;
  // Short contents stay whole; the long ones share what is left.
  const share = levelFor(sizes, units);
  const cut = contents.map((content, index) => ((sizes[index] ?? 0) > share ? cutContent(content, share) : content));
  return { ...notification, contents: cut };
}

function contentSize(content: Content): number {
  return content.kind === 'message' ? messageSize(content) : JSON.stringify(content).length;
}

function cutContent(content: Content, units: number): Content {
  return content.kind === 'message' ? cutMessage(content, units) : cutCard(content, units);
}
