import { type CardHead, renderCards } from './adaptive-card.ts';
import type { CardTexts } from './card-texts.ts';
import { cutNotification } from './cut-notification.ts';
import { cutText } from './cut-text.ts';
import { hasMention, mentionPeople, type People } from './mentions.ts';
import type { Content, JsonObject, Notification } from './notification.ts';

/** Teams refuses messages of about 100 KB and asks bots to stay within 80 KB ([FMT], section 3.3). */
export const MAX_MESSAGE_BYTES = 80_000;

/** Kept free for what stands around the cards in an activity: ids, summary, channel data, attachment wrappers. */
export const ENVELOPE_BYTES = 8_000;

/** How often cutting is tried with less room before only the head is left. */
const MAX_TRIES = 12;

/** The size of an activity as Teams counts it: in UTF-16, two bytes a unit. Data URIs are counted too, to be safe. */
export function messageSize(activity: unknown): number {
  return (JSON.stringify(activity) ?? '').length * 2;
}

/**
 * The cards of a notification, together within `maxBytes` less the reserve for the envelope. What is too long is cut
 * visibly: texts end with an ellipsis, and lines say how many facts, sections or elements are missing.
 * @param people those whom `<at>ADDRESS</at>` mentions; others are names
 */
export function renderWithinLimit(
  notification: Notification,
  head: CardHead,
  texts: CardTexts,
  maxBytes: number = MAX_MESSAGE_BYTES,
  people: People = new Map(),
): JsonObject[] {
  const room = maxBytes - ENVELOPE_BYTES;
  const { contents, mentions = [] } = notification;
  const draw = (some: Notification) => renderCards(some, head, texts);
  const render = hasMention(contents) ? (some: Notification) => mentionPeople(draw(some), mentions, people) : draw;
  const whole = render(notification);
  let size = messageSize(whole);
  if (size <= room) return whole;
  let units = room / 2;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const cards = render(cutNotification(notification, Math.floor(units)));
    size = messageSize(cards);
    if (size <= room) return cards;
    units *= Math.min((room / size) * 0.97, 0.9);
  }
  const headAlone: Content[] = [{ kind: 'message', sections: [], actions: [] }];
  const moreContents = notification.contents.length + (notification.moreContents ?? 0);
  const rest = { contents: headAlone, moreContents, summary: notification.summary };
  return renderCards(rest, { name: cutText(head.name, 200, 'plain') }, texts);
}
