import { buttonName } from './button-name.ts';
import { ACTIONS, CARDS, ELEMENTS, PARTS } from './card-properties.ts';
import { cleanMentions } from './clean-mentions.ts';
import { cleanScalar } from './clean-scalar.ts';
import {
  type Cleaning,
  cleanFallback,
  cleanId,
  cleanList,
  isEmpty,
  losses,
  nextInputId,
  note,
  startCleaning,
} from './cleaning.ts';
import { isObject } from './json.ts';
import type { Card, Json, JsonObject } from './notification.ts';
import { PayloadError } from './payload-error.ts';
import { shortName, typeName } from './payload-reader.ts';
import type { ObjectKind, PropertyKind } from './property-kinds.ts';
import { replaceElement } from './replace-element.ts';
import { TEAMS_ACTIONS, TEAMS_DATA, TEAMS_ELEMENTS, TEAMS_PARTS } from './teams-properties.ts';

type Fields = { [key: string]: unknown };

/** Lists that an element has to have; a missing one is an empty one. */
const LISTS = new Set(['items', 'facts', 'images', 'actions', 'inlines', 'pages']);

const INLINES = ['TextRun', 'IconRun', 'ImageRun'];
/** Of other elements, or columns of a layout, that one thing names. */
const MAX_NAMES = 100;
const VERSION = '1.5';
const VERSION_RANGE = /^[\d.*]{1,40}$/;

const ALL_ELEMENTS: ReadonlyMap<string, ObjectKind> = new Map([...ELEMENTS, ...TEAMS_ELEMENTS]);
const ALL_PARTS: ReadonlyMap<string, ObjectKind> = new Map([...PARTS, ...TEAMS_PARTS]);
const ALL_ACTIONS: ReadonlyMap<string, ObjectKind> = new Map([...ACTIONS, ...TEAMS_ACTIONS]);

/**
 * A sender's Adaptive Card as Teams takes it from a bot: version 1.5, only what `card-properties.ts` and
 * `teams-properties.ts` list, wrongly typed properties mended or left out, unknown elements replaced by their fallback
 * or their words. Nothing that would call our bot passes, at any depth. `value` must not be nested deeper than
 * `MAX_DEPTH` (see `jsonDepth`). Cleaning a clean card changes nothing. Throws PayloadError, naming the field below
 * `path`, if it is no Adaptive Card.
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
  const cleaning = startCleaning();
  const clean = cleanAdaptiveCard(value, cleaning) ?? {};
  const { type: _, ...rest } = clean;
  const card: JsonObject = { type: 'AdaptiveCard', version: VERSION, ...rest };
  const body = Array.isArray(card.body) ? card.body : [];
  if (body.length === 0 && typeof card.fallbackText === 'string' && card.fallbackText.trim() !== '') {
    card.body = [{ type: 'TextBlock', text: card.fallbackText, wrap: true }];
  }
  const msteams = cleanMentions(value);
  if (msteams !== undefined) card.msteams = msteams;
  return { kind: 'card', card, ...losses(cleaning) };
}

function cleanAdaptiveCard(value: unknown, cleaning: Cleaning): JsonObject | undefined {
  const kind = CARDS.get('AdaptiveCard');
  return isObject(value) && kind !== undefined ? cleanObject('AdaptiveCard', kind, value, cleaning) : undefined;
}

/**
 * The known properties of an object, each cleaned; undefined if one that it cannot do without is missing.
 * @param type undefined: data without one
 */
function cleanObject(
  type: string | undefined,
  kind: ObjectKind,
  object: Fields,
  cleaning: Cleaning,
): JsonObject | undefined {
  const clean: JsonObject = type === undefined ? {} : { type };
  for (const key of Object.keys(object)) {
    const property = kind.properties.get(key);
    if (property === undefined || key === 'body') continue;
    const cleaned = key === 'id' ? cleanId(object.id, cleaning) : cleanProperty(property, object[key], cleaning);
    if (cleaned !== undefined) clean[key] = cleaned;
  }
  // The body comes last, so that a long one does not cost the card its buttons.
  const body = kind.properties.has('body') ? cleanProperty('elements', object.body, cleaning) : undefined;
  if (body !== undefined) clean.body = body;
  if (type?.startsWith('Input.') && type !== 'Input.Choice') clean.id ??= nextInputId(cleaning);
  for (const name of kind.required) {
    if (LISTS.has(name) && !Array.isArray(object[name])) clean[name] ??= [];
  }
  return kind.required.every(name => clean[name] !== undefined) ? clean : undefined;
}

function cleanProperty(kind: PropertyKind, value: unknown, cleaning: Cleaning): Json | undefined {
  if (typeof kind === 'object') {
    if ('listOf' in kind) return cleanList(value, cleaning, item => cleanPart(kind.listOf, item, cleaning));
    if ('data' in kind) return cleanData(kind.data, value, cleaning);
    if ('listOfData' in kind) return cleanList(value, cleaning, item => cleanData(kind.listOfData, item, cleaning));
  }
  switch (kind) {
    case 'elements':
      return cleanList(value, cleaning, item => cleanElement(item, cleaning));
    case 'element':
      return cleanElement(value, cleaning);
    case 'actions':
      return cleanList(value, cleaning, item => cleanAction(item, cleaning, 'button'));
    case 'inlines':
      return cleanList(value, cleaning, item =>
        typeof item === 'string' ? cleanScalar('text', item) || undefined : cleanPart(INLINES, item, cleaning),
      );
    case 'targets':
      return cleanList(value, cleaning, item =>
        typeof item === 'string' ? cleanScalar('string', item) : cleanPart('TargetElement', item, cleaning),
      )?.slice(0, MAX_NAMES);
    case 'ids':
      return cleanList(value, cleaning, item => cleanScalar('string', item))?.slice(0, MAX_NAMES);
    case 'sizes':
      return cleanList(value, cleaning, item => cleanScalar('columnWidth', item))?.slice(0, MAX_NAMES);
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

/** An element; in place of one that is unknown or unusable, its fallback, as Adaptive Cards define it, or its words. */
function cleanElement(value: unknown, cleaning: Cleaning): JsonObject | undefined {
  if (!isObject(value) || typeof value.type !== 'string') return undefined;
  const type = ELEMENT_NAMES.get(value.type.slice(0, 40).toLowerCase());
  const kind = ALL_ELEMENTS.get(type ?? '');
  if (type !== undefined && kind !== undefined) {
    const clean = cleanObject(type, kind, value, cleaning);
    if (clean !== undefined && !isEmpty(clean)) return clean;
    if (clean !== undefined && !isObject(value.fallback)) return undefined;
  }
  if (isObject(value.fallback)) return cleanElement(value.fallback, cleaning);
  if (value.fallback === 'drop') return undefined;
  const words = replaceElement(value, value.type);
  const instead = kind === undefined ? withContents(words, value, cleaning) : words;
  const isReplaced = instead !== undefined && (kind !== undefined || value.type === 'Media');
  // A text without words is nothing that anybody misses.
  if (!isReplaced && type !== 'TextBlock') note(cleaning.elements, value.type);
  return instead;
}

const ELEMENT_NAMES = namesOf(ALL_ELEMENTS);

function namesOf(kinds: ReadonlyMap<string, ObjectKind>): ReadonlyMap<string, string> {
  return new Map([...kinds.keys()].map(name => [name.toLowerCase(), name]));
}

/** The words of an element of an unknown kind, and what stands in it if it holds elements. */
function withContents(words: JsonObject | undefined, { items }: Fields, cleaning: Cleaning): JsonObject | undefined {
  if (!Array.isArray(items)) return words;
  return cleanElement({ type: 'Container', items: words === undefined ? items : [words, ...items] }, cleaning);
}

/** @param types the first is meant where the value does not say which it is */
function cleanPart(types: string | readonly string[], value: unknown, cleaning: Cleaning): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const [first = '', ...others] = typeof types === 'string' ? [types] : types;
  const name = typeof value.type === 'string' ? value.type.toLowerCase() : first.toLowerCase();
  const type = [first, ...others].find(known => known.toLowerCase() === name);
  const kind = ALL_PARTS.get(type ?? '');
  if (type === undefined || kind === undefined) return undefined;
  const clean = cleanObject(type, kind, value, cleaning);
  if (clean === undefined && type === 'Image') note(cleaning.elements, type);
  return type === 'Fact' && clean !== undefined ? cleanFact(clean) : clean;
}

/** Teams wants both of a fact; one that lacks its value keeps its name. */
function cleanFact({ type, title = '', value = '' }: JsonObject): JsonObject | undefined {
  return title === '' && value === '' ? undefined : { type: type ?? 'Fact', title, value };
}

function cleanData(name: string, value: unknown, cleaning: Cleaning): JsonObject | undefined {
  const kind = TEAMS_DATA.get(name);
  return isObject(value) && kind !== undefined ? cleanObject(undefined, kind, value, cleaning) : undefined;
}

/** A button, or what happens when something is tapped. What would call our bot, or leads nowhere, is left out. */
function cleanAction(value: unknown, cleaning: Cleaning, use: 'button' | 'selection'): JsonObject | undefined {
  if (!isObject(value) || typeof value.type !== 'string') return undefined;
  const type = ACTION_NAMES.get(value.type.slice(0, 40).toLowerCase());
  const kind = ALL_ACTIONS.get(type ?? '');
  if (type !== undefined && kind !== undefined && !(use === 'selection' && type === 'Action.ShowCard')) {
    const clean = cleanObject(type, kind, value, cleaning);
    if (clean !== undefined) return clean;
  }
  if (isObject(value.fallback)) return cleanAction(value.fallback, cleaning, use);
  if (use === 'button') note(cleaning.buttons, buttonName(value));
  return undefined;
}

/** A dialog would show a sender's page as one of ours and bring its answer to our bot: it opens beside Teams instead. */
const ACTION_NAMES = new Map([...namesOf(ALL_ACTIONS), ['action.openurldialog', 'Action.OpenUrl']]);

function cleanRequires(value: unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const clean: JsonObject = {};
  for (const [feature, version] of Object.entries(value).slice(0, 10)) {
    const isName = /^[\w.-]{1,100}$/.test(feature) && feature !== '__proto__';
    if (isName && typeof version === 'string' && VERSION_RANGE.test(version)) clean[feature] = version;
  }
  return clean;
}
