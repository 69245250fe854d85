import { cutNotification, MAX_STORED } from './cut-notification.ts';
import { isObject } from './json.ts';
import { readMentions } from './mentions.ts';
import type { Content, Notification } from './notification.ts';
import { PayloadError } from './payload-error.ts';
import { type Fields, PayloadReader, typeName } from './payload-reader.ts';
import { checkDepth, isAdaptiveCard, readAdaptiveCard, readAttachment } from './read-attachment.ts';
import { CARD_NAMES, isMessageVisible, readCardAlone, readMessageCard } from './read-message-card.ts';
import { firstSummary, messageSummary, NEW_MESSAGE } from './summary.ts';
import { isCardVisible, lostParts } from './visible-card.ts';

export type PayloadResult =
  | { ok: true; notification: Notification }
  | {
      ok: false;
      /** Which of Microsoft's two literal answers fits ([CUS], section 1.4 of teams-platform.md). */
      reason: 'summary-or-text-required' | 'bad-payload';
      /** A sentence for people that names the field; shown in Activity, never sent to the caller. */
      detail: string;
    };

/** Teams lays out ten attachments of one message at most; what comes after is counted. */
const MAX_CONTENTS = 10;

/**
 * Reads what a sender posted to an Incoming Webhook, parsed but otherwise as it came: a MessageCard, `{text}`,
 * `{title, text}`, a message with Adaptive, Hero or Thumbnail cards attached, a bare Adaptive Card, or a list of cards.
 * What shows nothing is refused. Never throws for anything that JSON can hold, and takes time in proportion to the size.
 */
export function readPayload(value: unknown): PayloadResult {
  try {
    checkDepth(value, 'The body');
    return { ok: true, notification: cutNotification(readRoot(value), MAX_STORED) };
  } catch (error) {
    if (error instanceof PayloadError) return { ok: false, reason: error.reason, detail: error.message };
    throw error;
  }
}

function readRoot(value: unknown): Notification {
  const reader = new PayloadReader();
  if (Array.isArray(value)) return readCards(undefined, reader.list(value, 'The body'), reader, 'The body');
  if (isObject(value)) return readObject(value, reader);
  throw new PayloadError('bad-payload', `The body must be a JSON object, but is ${typeName(value)}.`);
}

function readObject(value: { [key: string]: unknown }, reader: PayloadReader): Notification {
  const fields = reader.fields(value, CARD_NAMES);
  const attachments = reader.list(fields.attachments, 'attachments');
  if (isAdaptiveCard(value)) {
    // Some senders give the message that carries their cards the type of a card.
    return readCards(readAdaptiveCard(value, 'The card'), attachments, reader, 'The card');
  }
  if (attachments.length === 0) return withMentions(readCardAlone(fields, reader), fields, reader);
  return withMentions(readCards(readOwnText(fields, reader), attachments, reader), fields, reader);
}

/** The text that a message with attachments has of its own. */
function readOwnText(fields: Fields, reader: PayloadReader): Notification | undefined {
  const given = reader.string(fields.summary, 'summary') ?? '';
  const message = readMessageCard(fields, reader);
  if (isMessageVisible(message)) return { contents: [message], summary: messageSummary(message, given) };
  const summary = firstSummary(given);
  return summary === NEW_MESSAGE ? undefined : { contents: [], summary };
}

/** Cards, and what stands above them. */
function readCards(
  own: Notification | undefined,
  attachments: readonly unknown[],
  reader: PayloadReader,
  list = 'attachments',
): Notification {
  const contents = [...(own?.contents ?? [])];
  const summaries = [own?.summary];
  for (const [index, attachment] of attachments.slice(0, MAX_CONTENTS).entries()) {
    const read = readAttachment(attachment, reader, `${list}[${index}]`);
    contents.push(...(read?.contents ?? []));
    summaries.push(read?.summary);
  }
  if (!contents.some(content => content.kind === 'message' || isCardVisible(content)))
    throw nothingShown(contents, list);
  const more = Math.max(attachments.length - MAX_CONTENTS, 0);
  return {
    contents,
    ...(more > 0 && { moreContents: more }),
    summary: summaries.find(line => line !== undefined && line !== NEW_MESSAGE) ?? NEW_MESSAGE,
  };
}

function nothingShown(contents: Content[], list: string): PayloadError {
  const lost = contents.flatMap(content => (content.kind === 'card' ? lostParts(content) : []));
  const what = lost.length === 0 ? '' : ` What cannot: ${lost.join(', ')}.`;
  return new PayloadError('bad-payload', `${list}: there is nothing in it that can be shown.${what}`);
}

/** With the people whom the texts mention, as a message of a bot, or a card, names them ([FMT]). */
function withMentions(notification: Notification, fields: Fields, reader: PayloadReader): Notification {
  const entities = fields.entities ?? (isObject(fields.msteams) ? fields.msteams.entities : undefined);
  const mentions = Array.isArray(entities) || isObject(entities) ? readMentions(reader.list(entities, 'entities')) : [];
  return mentions.length === 0 ? notification : { ...notification, mentions };
}
