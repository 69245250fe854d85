import { cleanCard } from './clean-card.ts';
import { isObject, jsonDepth, MAX_DEPTH } from './json.ts';
import type { Notification } from './notification.ts';
import { PayloadError } from './payload-error.ts';
import { nameMap, type PayloadReader, shortName } from './payload-reader.ts';
import { readBotCard } from './read-bot-card.ts';
import { CARD_NAMES, isMessageVisible, readCardAlone } from './read-message-card.ts';
import { cardSummary, messageSummary } from './summary.ts';
import { isCardVisible, lostParts } from './visible-card.ts';

type JsonObject = { [key: string]: unknown };

const ATTACHMENT_NAMES = nameMap('contentType', 'content');
const CONTENT_TYPE = 'application/vnd.microsoft.';

/**
 * An attachment of a message, or a card that stands in its place. An Adaptive Card or MessageCard is known by what it
 * contains, whatever contentType says, since Workflows looks at no more; others by their contentType. Undefined for a
 * card that shows nothing.
 */
export function readAttachment(value: unknown, reader: PayloadReader, path: string): Notification | undefined {
  const attachment = readJson(value, reader, path);
  if (isCard(attachment)) return readKnownCard(attachment, reader, path);
  const fields = reader.fields(attachment, ATTACHMENT_NAMES);
  const contentPath = `${path}.content`;
  const contentType = reader.string(fields.contentType, `${path}.contentType`)?.split(';', 1)[0]?.trim().toLowerCase();
  const type = contentType?.startsWith(CONTENT_TYPE) ? contentType.slice(CONTENT_TYPE.length) : undefined;
  const isContentJson = type !== undefined || isObject(fields.content) || typeof fields.content === 'string';
  const content = isContentJson ? readJson(fields.content, reader, contentPath) : {};
  if (isCard(content)) return readKnownCard(content, reader, contentPath);
  switch (type) {
    case 'card.adaptive':
      return readAdaptiveCard(content, contentPath);
    case 'card.hero':
    case 'card.thumbnail': {
      const kind = type === 'card.hero' ? 'hero' : 'thumbnail';
      const message = readBotCard(content, kind, reader, contentPath);
      return isMessageVisible(message) ? { contents: [message], summary: messageSummary(message, '') } : undefined;
    }
    case 'teams.card.o365connector':
      return readConnectorCard(content, reader, contentPath);
  }
  if (contentType === undefined || contentType === '')
    throw new PayloadError('bad-payload', `${path}.contentType is missing.`);
  throw new PayloadError('bad-payload', `${path}.contentType "${shortName(contentType)}" is no card we can post.`);
}

/** Whether an object says itself that it is an Adaptive Card. */
export function isAdaptiveCard(value: JsonObject): boolean {
  return isType(value.type, 'AdaptiveCard');
}

function isCard(value: JsonObject): boolean {
  return isAdaptiveCard(value) || isType(value['@type'], 'MessageCard');
}

function isType(value: unknown, type: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === type.toLowerCase();
}

function readKnownCard(card: JsonObject, reader: PayloadReader, path: string): Notification | undefined {
  return isAdaptiveCard(card) ? readAdaptiveCard(card, path) : readConnectorCard(card, reader, path);
}

/** Undefined for one that shows nothing, not even a line that says what it has lost. */
export function readAdaptiveCard(card: JsonObject, path: string): Notification | undefined {
  const content = cleanCard(card, path);
  const isEmpty = !isCardVisible(content) && lostParts(content).length === 0;
  return isEmpty ? undefined : { contents: [content], summary: cardSummary(content.card) };
}

function readConnectorCard(card: JsonObject, reader: PayloadReader, path: string): Notification {
  return readCardAlone(reader.fields(card, CARD_NAMES), reader, `${path}.`);
}

/** An object; some senders put it in as a string of JSON. */
function readJson(value: unknown, reader: PayloadReader, path: string): JsonObject {
  if (typeof value !== 'string') return reader.object(value, path);
  const parsed = parseJson(value, path);
  checkDepth(parsed, path);
  return reader.object(parsed, path);
}

/** Throws a PayloadError for what is nested too deeply to be read. */
export function checkDepth(value: unknown, what: string): void {
  if (jsonDepth(value, MAX_DEPTH) <= MAX_DEPTH) return;
  throw new PayloadError('bad-payload', `${what} is nested more than ${MAX_DEPTH} levels deep.`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PayloadError('bad-payload', `${path} is a string, but not one of JSON.`);
  }
}
