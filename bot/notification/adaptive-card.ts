import type { CardTexts } from './card-texts.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { Card, Json, JsonObject, Message, Notification, Tone } from './notification.ts';
import { note, openActions, textBlock, textElements, unsupportedNote } from './render-parts.ts';
import { renderSection } from './render-section.ts';
import { NEW_MESSAGE } from './summary.ts';
import { createToneStrips, toneStyle } from './tone.ts';
import { visibleLine } from './visible-text.ts';
import { imageUrl } from './web-url.ts';

/** Under whose name and picture a card is posted; a bot cannot post under another name of its own. */
export interface CardHead {
  name: string;
  /** http, https, or a data URI with PNG, JPEG or GIF; others are left out. */
  pictureUrl?: string;
}

const SCHEMA = 'http://adaptivecards.io/schemas/adaptive-card.json';
const toneStrip = createToneStrips();

/** One Adaptive Card 1.5 for each content of a notification, not yet cut to any limit (see `limits.ts`). */
export function renderCards(notification: Notification, head: CardHead, texts: CardTexts): JsonObject[] {
  const { contents, moreContents = 0 } = notification;
  return contents.map((content, index) => {
    const first = index === 0 ? head : undefined;
    const last = index === contents.length - 1 && moreContents > 0 ? [note(texts.moreContents(moreContents))] : [];
    if (content.kind === 'card') return renderSendersCard(content, first, last, texts);
    return renderMessage(content, first, last, notification.summary, texts);
  });
}

function renderMessage(
  message: Message,
  head: CardHead | undefined,
  last: Json[],
  summary: string,
  texts: CardTexts,
): JsonObject {
  const { title, text, tone, sections, moreSections = 0, moreActions = 0 } = message;
  const own: Json[] = [];
  if (title !== undefined) own.push(textBlock(title, { weight: 'Bolder', size: 'Large', style: 'heading' }));
  if (text !== undefined) own.push(...textElements(text));
  for (const [index, section] of sections.entries()) {
    own.push(...renderSection(section, { hasLine: index > 0 || text !== undefined }, texts));
  }
  if (moreSections > 0) own.push(note(texts.moreSections(moreSections, message.sectionKind)));
  own.push(...unsupportedNote(message.actions, texts));
  if (moreActions > 0) own.push(note(texts.moreActions(moreActions)));
  own.push(...last);
  const row = head === undefined ? [] : headRow(head);
  if (row.length + own.length === 0) own.push(note(texts.newMessage));
  const body = tone === undefined ? [...row, ...own] : toned(tone, row, own);
  const actions = openActions(message.actions);
  return {
    type: 'AdaptiveCard',
    $schema: SCHEMA,
    version: '1.5',
    fallbackText: summary === NEW_MESSAGE ? texts.newMessage : summary,
    msteams: { width: 'Full' },
    body,
    ...(actions.length > 0 && { actions }),
  };
}

function renderSendersCard(content: Card, head: CardHead | undefined, last: Json[], texts: CardTexts): JsonObject {
  const { card, removedButtons = [], removedElements = [], moreElements = 0 } = content;
  const own = Array.isArray(card.body) ? card.body : [];
  const body: Json[] = [...(head === undefined ? [] : headRow(head)), ...own];
  if (moreElements > 0) body.push(note(texts.moreElements(moreElements)));
  if (removedElements.length > 0) body.push(note(texts.removedElements(removedElements.map(escapeName))));
  if (removedButtons.length > 0) body.push(note(texts.removedButtons(removedButtons.map(escapeName))));
  body.push(...last);
  if (body.length === 0 && !Array.isArray(card.actions)) body.push(note(texts.newMessage));
  return { ...card, body };
}

function escapeName(name: string): string {
  return escapeMarkdown(name, false);
}

/**
 * The tone: a strip of exactly the sender's colour, and below it the head row on the meaning's colour; without a head
 * row what comes first, since Teams pads a coloured container and an empty one would be a block of colour.
 */
function toned(tone: Tone, row: Json[], own: Json[]): Json[] {
  const items = row.length > 0 ? row : own.slice(0, 1);
  const backgroundImage = { url: toneStrip(tone), fillMode: 'RepeatHorizontally', verticalAlignment: 'Top' };
  const strip = { type: 'Container', style: toneStyle(tone), bleed: true, backgroundImage, items };
  return [strip, ...own.slice(row.length > 0 ? 0 : 1)];
}

/** Who posts: picture and name. */
function headRow(head: CardHead): Json[] {
  const plainName = visibleLine(head.name);
  const name = escapeMarkdown(plainName);
  const picture = imageUrl(head.pictureUrl ?? '');
  if (name === '' && picture === undefined) return [];
  const columns: Json[] = [];
  if (picture !== undefined) {
    const image = { type: 'Image', url: picture, width: '24px', height: '24px', style: 'Person', altText: plainName };
    columns.push({ type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: [image] });
  }
  if (name !== '') {
    const items = [{ ...textBlock(name), isSubtle: true, size: 'Small' }];
    columns.push({ type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items });
  }
  return [{ type: 'ColumnSet', spacing: 'None', columns }];
}
