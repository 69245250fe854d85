import { ACTIONS, CARD, ELEMENTS, type Kind, type Shape } from './adaptive-card-schema.ts';
import { TEAMS_ACTIONS, TEAMS_ELEMENTS } from './teams-elements.ts';
import type { Violation } from './teams-error.ts';

type JsonObject = { [name: string]: unknown };
type NamedKind = Extract<Kind, string>;
type Check = { found: Violation[]; depth: number };

/** Deeper cards than this exist only to break a reader. */
const MAX_DEPTH = 100;
/** The first few faults say enough. */
const MAX_VIOLATIONS = 20;
/** Schemes that would run something, or read the disk of whoever clicks. */
const REFUSED_SCHEMES = new Set(['javascript:', 'vbscript:', 'data:', 'file:', 'blob:']);

const SIMPLE_KINDS: Record<Exclude<NamedKind, 'element' | 'action' | 'card'>, (value: unknown) => boolean> = {
  string: value => typeof value === 'string',
  boolean: value => typeof value === 'boolean',
  number: value => typeof value === 'number',
  'number or string': value => typeof value === 'number' || typeof value === 'string',
  object: isObject,
  // Teams refuses a card for an empty address (BotFramework-Composer, issue 9054).
  address: value => typeof value === 'string' && value.trim() !== '',
  'absolute address': isOpenable,
};

const KNOWN_ELEMENTS: Readonly<Record<string, Shape>> = { ...ELEMENTS, ...TEAMS_ELEMENTS };
const KNOWN_ACTIONS: Readonly<Record<string, Shape>> = { ...ACTIONS, ...TEAMS_ACTIONS };

/**
 * What is wrong with an Adaptive Card: structure, names and types of Adaptive Cards 1.5. Empty when nothing is.
 * What Teams draws beyond them passes, if the elements and actions in it do. An element or action of an unknown type is refused unless it says what stands in for it (`fallback`), and `null`
 * counts as "not there".
 */
export function cardViolations(card: unknown): Violation[] {
  const check: Check = { found: [], depth: 0 };
  checkShape(card, CARD, 'card', check);
  if (isObject(card)) {
    const { version } = card;
    const isKnown = typeof version === 'string' && /^1\.[0-5]$/.test(version);
    expect(isKnown, 'a version up to "1.5"', version, 'card.version', check);
  }
  return check.found;
}

function checkShape(value: unknown, shape: Shape, path: string, check: Check): void {
  inside(value, path, check, object => {
    for (const name of shape.required) {
      if (object[name] === undefined || object[name] === null) add(check, `${path}.${name}`, 'is missing');
    }
    for (const [name, content] of Object.entries(object)) {
      const kind = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
      if (kind !== undefined && content !== null) checkKind(content, kind, `${path}.${name}`, check);
    }
  });
}

function inside(value: unknown, path: string, check: Check, look: (object: JsonObject) => void): void {
  if (!isObject(value)) add(check, path, `must be an object, not ${show(value)}`);
  else if (check.depth > MAX_DEPTH) add(check, path, 'lies too deep');
  else {
    check.depth += 1;
    look(value);
    check.depth -= 1;
  }
}

function checkKind(value: unknown, kind: Kind, path: string, check: Check): void {
  if (check.found.length >= MAX_VIOLATIONS) return;
  if (typeof kind === 'string') checkNamedKind(value, kind, path, check);
  else if ('properties' in kind) checkShape(value, kind, path, check);
  else if ('oneOf' in kind) checkOneOf(value, kind.oneOf, path, check);
  else if ('listOf' in kind) checkList(value, kind.listOf, path, check);
  else if (typeof value === 'string') expect(value !== '', 'not empty', value, path, check);
  else checkShape(value, kind.stringOr, path, check);
}

function checkNamedKind(value: unknown, kind: NamedKind, path: string, check: Check): void {
  if (kind === 'element') checkTyped(value, KNOWN_ELEMENTS, path, check);
  else if (kind === 'action') checkTyped(value, KNOWN_ACTIONS, path, check);
  else if (kind === 'card') checkShape(value, CARD, path, check);
  else expect(SIMPLE_KINDS[kind](value), kind, value, path, check);
}

function checkTyped(value: unknown, shapes: Readonly<Record<string, Shape>>, path: string, check: Check): void {
  inside(value, path, check, object => {
    const { type, fallback } = object;
    const name = typeof type === 'string' ? type : '';
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (shape) checkShape(object, shape, path, check);
    else if (!hasFallback(fallback)) {
      add(check, `${path}.type`, `${show(type)} is unknown to Adaptive Cards 1.5`);
    }
    if (hasFallback(fallback) && fallback !== 'drop') checkTyped(fallback, shapes, `${path}.fallback`, check);
  });
}

function hasFallback(fallback: unknown): boolean {
  return fallback !== undefined && fallback !== null;
}

function checkList(value: unknown, kind: Kind, path: string, check: Check): void {
  if (!Array.isArray(value)) add(check, path, `must be a list, not ${show(value)}`);
  else for (const [index, item] of value.entries()) checkKind(item, kind, `${path}[${index}]`, check);
}

/** Names of values are compared as the schema does: case does not matter. */
function checkOneOf(value: unknown, names: readonly string[], path: string, check: Check): void {
  const known = typeof value === 'string' && names.some(name => name.toLowerCase() === value.toLowerCase());
  expect(known, `one of ${names.join(', ')}`, value, path, check);
}

function expect(holds: boolean, what: string, value: unknown, path: string, check: Check): void {
  if (!holds) add(check, path, `must be ${what}, not ${show(value)}`);
}

function add(check: Check, path: string, message: string): void {
  if (check.found.length < MAX_VIOLATIONS) check.found.push({ rule: 'card', message: `${path} ${message}` });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOpenable(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && !REFUSED_SCHEMES.has(new URL(value).protocol);
}

function show(value: unknown): string {
  const json = JSON.stringify(value) ?? 'undefined';
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
