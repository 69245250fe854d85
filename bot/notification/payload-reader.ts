import { cutText } from './cut-text.ts';
import type { Dialect } from './dialect.ts';
import { isObject } from './json.ts';
import { MAX_TEXT, toMarkdown } from './markdown.ts';
import { convertAroundMentions } from './mentions.ts';
import type { Markdown } from './notification.ts';
import { PayloadError } from './payload-error.ts';
import { isBlank } from './visible-card.ts';
import { visibleLine } from './visible-text.ts';

/** The properties of one object under their documented names; null counts as absent. */
export type Fields = { readonly [name: string]: unknown };

/**
 * How much is read of a payload's texts together, which bounds the time that it can take. One text may take half of
 * what is left, so that a long one does not cost those after it.
 */
const MAX_TEXTS = 2 * MAX_TEXT;
/** What a text takes beside its length; less than the least that it takes in a message. */
const TEXT_COST = 10;
const MAX_LINE = 1_000;

/**
 * Reads values of one payload as leniently as Microsoft's connectors did (Newtonsoft.Json): null is absent, numbers
 * and booleans serve as strings, one object serves as a list. Anything else of the wrong type is a PayloadError that
 * names the field (`path`).
 */
export class PayloadReader {
  #unread = MAX_TEXTS;

  /** `names` maps lower-case names to documented ones. Of properties that differ in case only, the last counts. */
  fields(object: { [key: string]: unknown }, names: ReadonlyMap<string, string>): Fields {
    const fields: { [name: string]: unknown } = {};
    // Quicker than Object.keys; what comes from JSON has no properties but its own.
    for (const key in object) {
      const name = names.get(key) ?? (key.length > 40 ? undefined : names.get(key.toLowerCase()));
      if (name !== undefined) fields[name] = object[key] ?? undefined;
    }
    return fields;
  }

  /** The raw string, or undefined if there is none. */
  string(value: unknown, path: string): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new PayloadError('bad-payload', `${path} must be a string, but is ${typeName(value)}.`);
  }

  /** A text for people, or undefined if nothing of it can be seen. */
  markdown(value: unknown, dialect: Dialect, path: string): Markdown | undefined {
    const source = this.string(value, path);
    if (source === undefined || source === '') return undefined;
    if (this.#unread <= 0) return '…';
    const readable = Math.min(source.length, Math.ceil(this.#unread / 2));
    this.#unread -= readable + TEXT_COST;
    const readableText = cutText(source, readable, 'plain');
    const text = convertAroundMentions(readableText, words => toMarkdown(words, dialect, MAX_TEXT));
    return isBlank(text) ? undefined : text;
  }

  /** A label without any formatting, on one line; empty if there is none. */
  line(value: unknown, path: string): string {
    const source = this.string(value, path) ?? '';
    return visibleLine(cutText(source, MAX_LINE, 'plain'));
  }

  /** A list without its null items; a single object is a list of one. */
  list(value: unknown, path: string): readonly unknown[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value.includes(null) ? value.filter(item => item !== null) : value;
    if (isObject(value)) return [value];
    throw new PayloadError('bad-payload', `${path} must be a list, but is ${typeName(value)}.`);
  }

  object(value: unknown, path: string): { [key: string]: unknown } {
    if (isObject(value)) return value;
    throw new PayloadError('bad-payload', `${path} must be an object, but is ${typeName(value)}.`);
  }
}

/** A map to the documented names, from themselves and from lower case. */
export function nameMap(...names: string[]): ReadonlyMap<string, string> {
  return new Map([
    ...names.map((name): [string, string] => [name.toLowerCase(), name]),
    ...names.map((name): [string, string] => [name, name]),
  ]);
}

/** A sender's name for something, as it can stand in a sentence. */
export function shortName(name: string): string {
  return visibleLine(cutText(name, 100, 'plain'));
}

export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
