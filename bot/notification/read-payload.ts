import { cleanCard } from './clean-card.ts';
import { cutNotification, MAX_STORED } from './cut-notification.ts';
import { isObject, jsonDepth, MAX_DEPTH } from './json.ts';
import type { Content, Notification } from './notification.ts';
import { PayloadError } from './payload-error.ts';
import { type Fields, nameMap, PayloadReader, shortName, typeName } from './payload-reader.ts';
import { readBotCard } from './read-bot-card.ts';
import { CARD_NAMES, isMessageVisible, readMessageCard } from './read-message-card.ts';
import { cardSummary, firstSummary, messageSummary, NEW_MESSAGE } from './summary.ts';

export type PayloadResult =
  | { ok: true; notification: Notification }
  | {
      ok: false;
      /** Which of Microsoft's two literal answers fits ([CUS], section 1.4 of teams-platform.md). */
      reason: 'summary-or-text-required' | 'bad-payload';
      /** A sentence for people that names the field; shown in Activity, never sent to the caller. */
      detail: string;
    };

const ATTACHMENT_NAMES = nameMap('contentType', 'content');
/** Teams lays out ten attachments of one message at most; what comes after is counted. */
const MAX_CONTENTS = 10;

/**
 * Reads what a sender posted to an Incoming Webhook, parsed but otherwise as it came: a MessageCard, `{text}`,
 * `{title, text}`, a message with Adaptive, Hero or Thumbnail cards attached, or a bare Adaptive Card. Never throws
 * for anything that JSON can hold, and takes time in proportion to the size.
 */
export function readPayload(value: unknown): PayloadResult {
  try {
    return { ok: true, notification: cutNotification(readRoot(value), MAX_STORED) };
  } catch (error) {
    if (error instanceof PayloadError) return { ok: false, reason: error.reason, detail: error.message };
    throw error;
  }
}

function readRoot(value: unknown): Notification {
  if (!isObject(value)) {
    throw new PayloadError('bad-payload', `The body must be a JSON object, but is ${typeName(value)}.`);
  }
  checkDepth(value, 'The body');
  if (isType(value.type, 'AdaptiveCard')) {
    const content = cleanCard(value, 'The card');
    return { contents: [content], summary: cardSummary(content.card) };
  }
  const reader = new PayloadReader();
  const fields = reader.fields(value, CARD_NAMES);
  const attachments = reader.list(fields.attachments, 'attachments');
  return attachments.length > 0 ? readEnvelope(fields, attachments, reader) : readCardAlone(fields, reader);
}

function checkDepth(value: unknown, what: string): void {
  if (jsonDepth(value, MAX_DEPTH) <= MAX_DEPTH) return;
  throw new PayloadError('bad-payload', `${what} is nested more than ${MAX_DEPTH} levels deep.`);
}

function isType(value: unknown, type: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === type.toLowerCase();
}

/** A MessageCard, or a text with or without a title. */
function readCardAlone(fields: Fields, reader: PayloadReader, path = ''): Notification {
  const summary = reader.string(fields.summary, `${path}summary`)?.trim() ?? '';
  const text = reader.string(fields.text, `${path}text`)?.trim() ?? '';
  if (summary === '' && text === '') {
    const object = path === '' ? 'The body' : path.slice(0, -1);
    throw new PayloadError('summary-or-text-required', `${object} has neither a summary nor a text.`);
  }
  const message = readMessageCard(fields, reader, path);
  // A card that is nothing but a summary shows it, lest the post be blank.
  const shown = isMessageVisible(message) ? undefined : reader.markdown(summary, 'markdown', `${path}summary`);
  const content = shown === undefined ? message : { ...message, text: shown };
  return { contents: [content], summary: messageSummary(content, summary) };
}

/** A message with cards attached, and perhaps a text of its own, which then stands above them. */
function readEnvelope(fields: Fields, attachments: readonly unknown[], reader: PayloadReader): Notification {
  const summary = reader.string(fields.summary, 'summary') ?? '';
  const contents: Content[] = [];
  const summaries: string[] = [];
  const own = readMessageCard(fields, reader);
  if (isMessageVisible(own)) {
    contents.push(own);
    summaries.push(messageSummary(own, ''));
  }
  for (const [index, attachment] of attachments.entries()) {
    const path = `attachments[${index}]`;
    const object = reader.object(attachment, path);
    if (index >= MAX_CONTENTS) continue;
    const read = readAttachment(reader.fields(object, ATTACHMENT_NAMES), reader, path);
    contents.push(...read.contents);
    summaries.push(read.summary);
  }
  const more = attachments.length - MAX_CONTENTS;
  return {
    contents,
    ...(more > 0 && { moreContents: more }),
    summary: firstSummary(summary, ...summaries.filter(line => line !== NEW_MESSAGE)),
  };
}

function readAttachment(fields: Fields, reader: PayloadReader, path: string): Notification {
  const contentType = reader.string(fields.contentType, `${path}.contentType`)?.trim().toLowerCase();
  switch (contentType) {
    case 'application/vnd.microsoft.card.adaptive': {
      const content = cleanCard(readContent(fields.content, reader, path), `${path}.content`);
      return { contents: [content], summary: cardSummary(content.card) };
    }
    case 'application/vnd.microsoft.card.hero':
    case 'application/vnd.microsoft.card.thumbnail': {
      const kind = contentType.endsWith('hero') ? 'hero' : 'thumbnail';
      const message = readBotCard(readContent(fields.content, reader, path), kind, reader, `${path}.content`);
      if (isMessageVisible(message)) return { contents: [message], summary: messageSummary(message, '') };
      throw new PayloadError('bad-payload', `${path}.content is an empty card.`);
    }
    case 'application/vnd.microsoft.teams.card.o365connector': {
      const card = readContent(fields.content, reader, path);
      return readCardAlone(reader.fields(card, CARD_NAMES), reader, `${path}.content.`);
    }
    case undefined:
      throw new PayloadError('bad-payload', `${path}.contentType is missing.`);
    default:
      throw new PayloadError('bad-payload', `${path}.contentType "${shortName(contentType)}" is no card we can post.`);
  }
}

/** The card itself; some senders put it in as a string of JSON. */
function readContent(value: unknown, reader: PayloadReader, path: string): { [key: string]: unknown } {
  if (typeof value !== 'string') return reader.object(value, `${path}.content`);
  const parsed = parseJson(value, `${path}.content`);
  checkDepth(parsed, `${path}.content`);
  return reader.object(parsed, `${path}.content`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PayloadError('bad-payload', `${path} is a string, but not one of JSON.`);
  }
}
