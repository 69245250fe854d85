import { buttonName } from './button-name.ts';
import { ACTIONS, CARDS, ELEMENTS, type ObjectKind, PARTS, type PropertyKind } from './card-properties.ts';
import { cleanMentions } from './clean-mentions.ts';
import { cleanScalar } from './clean-scalar.ts';
import { cutText } from './cut-text.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { isObject } from './json.ts';
import { cleanCharacters } from './markdown.ts';
import type { Card, Json, JsonObject } from './notification.ts';
import { PayloadError } from './payload-error.ts';
import { shortName, typeName } from './payload-reader.ts';
import { webUrl } from './web-url.ts';

/** What is noted while one card is cleaned. */
interface Cleaning {
  buttons: Set<string>;
  elements: Set<string>;
  /** Ids in use: two elements with one id make the card invalid on phones. */
  ids: Set<string>;
  inputs: number;
  /** Inside a `fallback`, which may repeat the ids of what it stands for. */
  inFallback: boolean;
  /** How many more objects are looked at, and how many were not. */
  left: number;
  more: number;
}

type Fields = { [key: string]: unknown };

/** Lists that an element has to have; a missing one is an empty one. */
const LISTS = new Set(['items', 'facts', 'images', 'actions', 'inlines']);

/** Elements, parts and buttons together; a post cannot hold half as many, the smallest taking 30 of its 40,000 units. */
const MAX_OBJECTS = 3_000;
const MAX_NOTED = 10;
const MAX_NOTED_LENGTH = 60;
const VERSION = '1.5';
const VERSION_RANGE = /^[\d.*]{1,40}$/;

/**
 * A sender's Adaptive Card as Teams takes it from a bot: version 1.5, only what `card-properties.ts` lists, wrongly
 * typed properties mended or left out, unknown elements replaced by their fallback. Nothing that would call our bot
 * passes, at any depth. `value` must not be nested deeper than `MAX_DEPTH` (see `jsonDepth`). Cleaning a clean card
 * changes nothing. Throws PayloadError, naming the field below `path`, if it is no Adaptive Card.
 */
export function cleanCard(value: Fields, path: string): Card {
  if (typeof value.type !== 'string' || value.type.toLowerCase() !== 'adaptivecard') {
    const type = typeof value.type === 'string' ? `"${shortName(value.type)}"` : typeName(value.type);
    throw new PayloadError('bad-payload', `${path}.type must be "AdaptiveCard", but is ${type}.`);
  }
  for (const list of ['body', 'actions']) {
    if (value[list] === undefined || value[list] === null || Array.isArray(value[list])) continue;
    throw new PayloadError('bad-payload', `${path}.${list} must be a list, but is ${typeName(value[list])}.`);
  }
  const cleaning: Cleaning = {
    buttons: new Set(),
    elements: new Set(),
    ids: new Set(),
    inputs: 0,
    inFallback: false,
    left: MAX_OBJECTS,
    more: 0,
  };
  const clean = cleanAdaptiveCard(value, cleaning) ?? {};
  const { type: _, ...rest } = clean;
  const card: JsonObject = { type: 'AdaptiveCard', version: VERSION, ...rest };
  const body = Array.isArray(card.body) ? card.body : [];
  if (body.length === 0 && typeof card.fallbackText === 'string' && card.fallbackText.trim() !== '') {
    card.body = [{ type: 'TextBlock', text: card.fallbackText, wrap: true }];
  }
  const msteams = cleanMentions(value);
  if (msteams !== undefined) card.msteams = msteams;
  return {
    kind: 'card',
    card,
    ...(cleaning.buttons.size > 0 && { removedButtons: [...cleaning.buttons] }),
    ...(cleaning.elements.size > 0 && { removedElements: [...cleaning.elements] }),
    ...(cleaning.more > 0 && { moreElements: cleaning.more }),
  };
}

function cleanAdaptiveCard(value: unknown, cleaning: Cleaning): JsonObject | undefined {
  const kind = CARDS.get('AdaptiveCard');
  return isObject(value) && kind !== undefined ? cleanObject('AdaptiveCard', kind, value, cleaning) : undefined;
}

/** The known properties of an object, each cleaned; undefined if one that it cannot do without is missing. */
function cleanObject(type: string, kind: ObjectKind, object: Fields, cleaning: Cleaning): JsonObject | undefined {
  const clean: JsonObject = { type };
  for (const key of Object.keys(object)) {
    const property = kind.properties.get(key);
    if (property === undefined || key === 'body') continue;
    const cleaned = key === 'id' ? cleanId(object.id, cleaning) : cleanProperty(property, object[key], cleaning);
    if (cleaned !== undefined) clean[key] = cleaned;
  }
  // The body comes last, so that a long one does not cost the card its buttons.
  const body = kind.properties.has('body') ? cleanProperty('elements', object.body, cleaning) : undefined;
  if (body !== undefined) clean.body = body;
  if (type.startsWith('Input.') && type !== 'Input.Choice') clean.id ??= nextInputId(cleaning);
  for (const name of kind.required) {
    if (LISTS.has(name) && !Array.isArray(object[name])) clean[name] ??= [];
  }
  return kind.required.every(name => clean[name] !== undefined) ? clean : undefined;
}

function cleanProperty(kind: PropertyKind, value: unknown, cleaning: Cleaning): Json | undefined {
  if (typeof kind === 'object' && 'listOf' in kind) {
    return cleanList(value, cleaning, item => cleanPart(kind.listOf, item, cleaning));
  }
  switch (kind) {
    case 'elements':
      return cleanList(value, cleaning, item => cleanElement(item, cleaning));
    case 'actions':
      return cleanList(value, cleaning, item => cleanAction(item, cleaning, 'button'));
    case 'inlines':
      return cleanList(value, cleaning, item =>
        typeof item === 'string' ? cleanScalar('text', item) || undefined : cleanPart('TextRun', item, cleaning),
      );
    case 'targets':
      return cleanList(value, cleaning, item =>
        typeof item === 'string' ? cleanScalar('string', item) : cleanPart('TargetElement', item, cleaning),
      )?.slice(0, 100);
    case 'selectAction':
      return cleanAction(value, cleaning, 'selection');
    case 'inlineAction': {
      const action = cleanAction(value, cleaning, 'button');
      return action?.type === 'Action.ShowCard' ? undefined : action;
    }
    case 'card':
      return cleanAdaptiveCard(value, cleaning);
    case 'background':
      return typeof value === 'string' ? cleanScalar('imageUrl', value) : cleanPart('BackgroundImage', value, cleaning);
    case 'elementFallback':
      return cleanFallback(value, cleaning, item => cleanElement(item, cleaning));
    case 'columnFallback':
      return cleanFallback(value, cleaning, item => cleanPart('Column', item, cleaning));
    case 'actionFallback':
      return cleanFallback(value, cleaning, item => cleanAction(item, cleaning, 'selection'));
    case 'requires':
      return cleanRequires(value);
    default:
      return cleanScalar(kind, value);
  }
}

function cleanList(
  value: unknown,
  cleaning: Cleaning,
  cleanItem: (item: unknown) => Json | undefined,
): Json[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const clean: Json[] = [];
  for (const item of value) {
    if (cleaning.left <= 0) {
      cleaning.more += 1;
      continue;
    }
    cleaning.left -= 1;
    const cleaned = cleanItem(item);
    if (cleaned !== undefined) clean.push(cleaned);
  }
  return clean;
}

/** An element; in place of one that is unknown or unusable, its fallback, as Adaptive Cards define it. */
function cleanElement(value: unknown, cleaning: Cleaning): JsonObject | undefined {
  if (!isObject(value) || typeof value.type !== 'string') return undefined;
  const type = ELEMENT_NAMES.get(value.type.slice(0, 40).toLowerCase());
  const kind = ELEMENTS.get(type ?? '');
  if (type !== undefined && kind !== undefined) {
    const clean = cleanObject(type, kind, value, cleaning);
    if (clean !== undefined) return clean;
  }
  if (isObject(value.fallback)) return cleanElement(value.fallback, cleaning);
  const instead = replaceElement(value, value.type);
  const isMissed = kind === undefined || type === 'Image';
  if (instead === undefined && isMissed && value.fallback !== 'drop') note(cleaning.elements, value.type);
  return instead;
}

const ELEMENT_NAMES: ReadonlyMap<string, string> = new Map(
  [...ELEMENTS.keys()].map(name => [name.toLowerCase(), name]),
);

/** What stands for elements that Teams does not show in a bot's card: a link for media, text for code and pictures. */
function replaceElement(value: Fields, type: string): JsonObject | undefined {
  const alt = cleanScalar('text', value.altText);
  if (type === 'Media' && Array.isArray(value.sources)) {
    const source: unknown = value.sources.find(item => isObject(item) && webUrl(String(item.url)) !== undefined);
    const url = isObject(source) && typeof source.url === 'string' ? webUrl(source.url) : undefined;
    if (url === undefined) return undefined;
    const label = typeof alt === 'string' && alt.trim() !== '' ? alt : url;
    const target = url.replaceAll('(', '%28').replaceAll(')', '%29');
    return { type: 'TextBlock', text: `[${escapeMarkdown(label, false)}](${target})`, wrap: true };
  }
  const snippet = cleanScalar('text', value.codeSnippet);
  if (type === 'CodeBlock' && typeof snippet === 'string') {
    const code = snippet.split('\n').map(line => escapeMarkdown(line).replace(/^ +/, nonBreaking));
    return { type: 'TextBlock', text: code.join('\n\n'), wrap: true, fontType: 'Monospace' };
  }
  if (type === 'Image' && typeof alt === 'string' && alt.trim() !== '') {
    return { type: 'TextBlock', text: escapeMarkdown(alt), wrap: true, isSubtle: true };
  }
  return undefined;
}

function nonBreaking(spaces: string): string {
  return '\u00a0'.repeat(spaces.length);
}

function cleanPart(type: string, value: unknown, cleaning: Cleaning): JsonObject | undefined {
  const kind = PARTS.get(type);
  if (!isObject(value) || kind === undefined) return undefined;
  if (typeof value.type === 'string' && value.type.toLowerCase() !== type.toLowerCase()) return undefined;
  const clean = cleanObject(type, kind, value, cleaning);
  if (clean === undefined && type === 'Image') note(cleaning.elements, type);
  return clean;
}

/** A button, or what happens when something is tapped. What would call our bot, or leads nowhere, is left out. */
function cleanAction(value: unknown, cleaning: Cleaning, use: 'button' | 'selection'): JsonObject | undefined {
  if (!isObject(value) || typeof value.type !== 'string') return undefined;
  const type = ACTION_NAMES.get(value.type.slice(0, 40).toLowerCase());
  const kind = ACTIONS.get(type ?? '');
  if (type !== undefined && kind !== undefined && !(use === 'selection' && type === 'Action.ShowCard')) {
    const clean = cleanObject(type, kind, value, cleaning);
    if (clean !== undefined) return clean;
  }
  if (isObject(value.fallback)) return cleanAction(value.fallback, cleaning, use);
  if (use === 'button') note(cleaning.buttons, buttonName(value));
  return undefined;
}

const ACTION_NAMES: ReadonlyMap<string, string> = new Map([...ACTIONS.keys()].map(name => [name.toLowerCase(), name]));

function cleanFallback(
  value: unknown,
  cleaning: Cleaning,
  clean: (item: unknown) => Json | undefined,
): Json | undefined {
  if (typeof value === 'string') return value.toLowerCase() === 'drop' ? 'drop' : undefined;
  const outer = cleaning.inFallback;
  cleaning.inFallback = true;
  const cleaned = clean(value);
  cleaning.inFallback = outer;
  return cleaned;
}

function cleanId(value: unknown, cleaning: Cleaning): Json | undefined {
  const id = cleanScalar('string', value);
  if (typeof id !== 'string' || cleaning.inFallback) return id;
  if (cleaning.ids.has(id)) return undefined;
  cleaning.ids.add(id);
  return id;
}

function nextInputId(cleaning: Cleaning): string {
  do cleaning.inputs += 1;
  while (cleaning.ids.has(`input-${cleaning.inputs}`));
  const id = `input-${cleaning.inputs}`;
  cleaning.ids.add(id);
  return id;
}

function cleanRequires(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const clean: JsonObject = {};
  for (const [feature, version] of Object.entries(value).slice(0, 10)) {
    const isName = /^[\w.-]{1,100}$/.test(feature) && feature !== '__proto__';
    if (isName && typeof version === 'string' && VERSION_RANGE.test(version)) clean[feature] = version;
  }
  return clean;
}

function note(noted: Set<string>, name: string): void {
  noted.add(noted.size < MAX_NOTED ? cleanCharacters(cutText(name, MAX_NOTED_LENGTH, 'plain')) : '…');
}
