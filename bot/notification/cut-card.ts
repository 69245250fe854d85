import { isEmpty } from './cleaning.ts';
import { cutText } from './cut-text.ts';
import { isJsonObject } from './json.ts';
import { levelFor } from './level.ts';
import type { Card, Json, JsonObject } from './notification.ts';

/** Properties with text that people read; only these are cut inside. */
const TEXTS = new Set([
  'text',
  'value',
  'title',
  'altText',
  'label',
  'fallbackText',
  'speak',
  'tooltip',
  'placeholder',
  'errorMessage',
  'description',
  'badge',
  'codeSnippet',
  'legend',
  'subLabel',
  'xAxisTitle',
  'yAxisTitle',
  'x',
  'displayName',
]);
/** Of these a mark of Markdown is a character as any other. */
const PLAIN_TEXTS = new Set(['codeSnippet', 'legend', 'x']);
/** Properties that hold what stands in the card; of these, what comes last is left out. */
const CHILDREN = new Set([
  'body',
  'items',
  'columns',
  'rows',
  'cells',
  'facts',
  'images',
  'actions',
  'inlines',
  'choices',
  'pages',
  'menuActions',
  'data',
  'values',
  'segments',
  'users',
]);
/** Properties that hold one thing that stands in the card. */
const CONTENTS = new Set(['card', 'content']);
/** Properties that a card can do without when they alone are too large: data URIs. */
const ORNAMENTS = new Set(['backgroundImage', 'iconUrl', 'fallback']);

const MIN_TEXT = 400;

interface Cut {
  /** UTF-16 units of JSON that there is still room for. */
  left: number;
  /** No single text may be longer. */
  text: number;
  dropped: number;
}

/**
 * At most about `units` UTF-16 units of a sender's card: first overlong texts are cut, then elements that come last
 * are left out and counted in `moreElements`. The card's own buttons are kept as long as there is room at all.
 */
export function cutCard(content: Card, units: number): Card {
  const size = JSON.stringify(content.card).length;
  if (size <= units) return content;
  const lengths: number[] = [];
  noteTexts(content.card, lengths);
  const texts = lengths.reduce((sum, length) => sum + length, 0);
  const text = Math.max(levelFor(lengths, units - (size - texts)), Math.min(MIN_TEXT, units));
  const cut: Cut = { left: units, text, dropped: content.moreElements ?? 0 };
  // What comes first has the first claim on the room.
  const { body, ...rest } = content.card;
  const card = cutObject(rest, cut);
  if (body !== undefined) card.body = cutValue('body', body, cut);
  keepMentions(card);
  return { ...content, card, ...(cut.dropped > 0 && { moreElements: cut.dropped }) };
}

function noteTexts(value: Json, lengths: number[]): void {
  if (Array.isArray(value)) {
    for (const item of value) noteTexts(item, lengths);
  } else if (isJsonObject(value)) {
    for (const [key, property] of Object.entries(value)) {
      if (typeof property === 'string' && TEXTS.has(key)) lengths.push(property.length);
      else noteTexts(property, lengths);
    }
  }
}

function cutObject(object: JsonObject, cut: Cut): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    cut.left -= key.length + 4;
    if (ORNAMENTS.has(key) && JSON.stringify(value).length > cut.left) {
      cut.dropped += 1;
      continue;
    }
    copy[key] = cutValue(key, value, cut);
  }
  cut.left -= 2;
  return copy;
}

function cutValue(key: string, value: Json, cut: Cut): Json {
  if (typeof value === 'string') {
    const text = TEXTS.has(key) ? cutText(value, cut.text, PLAIN_TEXTS.has(key) ? 'plain' : 'markdown') : value;
    cut.left -= text.length + 2;
    return text;
  }
  if (Array.isArray(value) && CHILDREN.has(key)) return cutChildren(value, cut);
  if (isJsonObject(value)) return cutObject(value, cut);
  cut.left -= JSON.stringify(value).length;
  return value;
}

function cutChildren(children: Json[], cut: Cut): Json[] {
  const kept: Json[] = [];
  for (const child of children) {
    if (cut.left <= 0) {
      cut.dropped += 1;
      continue;
    }
    const before = { left: cut.left, dropped: cut.dropped };
    const copy =
      typeof child === 'string' ? cutValue('text', child, cut) : isJsonObject(child) ? cutObject(child, cut) : child;
    if (cut.left < 0 && isLeaf(child)) {
      // One element that is too large by itself does not cost those after it.
      cut.left = before.left;
      cut.dropped = before.dropped + 1;
    } else if (!isJsonObject(copy) || !isEmpty(copy)) {
      kept.push(copy);
    }
  }
  return kept;
}

function isLeaf(child: Json): boolean {
  return !isJsonObject(child) || !Object.keys(child).some(key => CHILDREN.has(key) || CONTENTS.has(key));
}

/** Teams refuses a mention whose text is not in the card. */
function keepMentions(card: JsonObject): void {
  const { msteams } = card;
  if (!isJsonObject(msteams ?? null) || !isJsonObject(msteams) || !Array.isArray(msteams.entities)) return;
  const texts = JSON.stringify({ ...card, msteams: null });
  const entities = msteams.entities.filter(
    entity => isJsonObject(entity) && texts.includes(JSON.stringify(entity.text ?? '').slice(1, -1)),
  );
  const { entities: _, ...others } = msteams;
  card.msteams = entities.length > 0 ? { ...others, entities } : others;
}
