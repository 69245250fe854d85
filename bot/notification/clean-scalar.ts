import { cutText } from './cut-text.ts';
import { linkBareAddresses } from './link-bare-addresses.ts';
import { MAX_TEXT } from './markdown.ts';
import type { Json } from './notification.ts';
import type { PropertyKind } from './property-kinds.ts';
import { visibleText } from './visible-text.ts';
import { imageUrl, webUrl } from './web-url.ts';

/** Identifiers, languages, patterns: nothing sensible is longer. */
const MAX_STRING = 1_000;
const FLUENT_ICON = /^icon:[\w,-]{1,100}$/;
/** Of icons, colours, languages: what is not known to Teams is taken for the usual one. */
const NAME = /^[\w,.#+-]{1,100}$/;
const PIXELS = /^\d{1,5}(?:\.\d{1,3})?px$/;

/** A property's value as Adaptive Cards 1.5 wants it, mended where the meaning is plain; undefined if it is not. */
export function cleanScalar(kind: PropertyKind, value: unknown): Json | undefined {
  if (Array.isArray(kind)) return cleanWord(kind, value);
  switch (kind) {
    case 'text':
      return cleanString(value);
    case 'markdown': {
      const text = cleanString(value);
      return text === undefined ? undefined : linkBareAddresses(text);
    }
    case 'string': {
      const text = cleanString(value);
      return text === undefined || text.length > MAX_STRING ? undefined : text;
    }
    case 'boolean':
      return cleanBoolean(value);
    case 'number':
      return cleanNumber(value);
    case 'numberOrText':
      return typeof value === 'number' ? cleanNumber(value) : cleanString(value);
    case 'name':
      return typeof value === 'string' && NAME.test(value) ? value : undefined;
    case 'pixels':
      return typeof value === 'string' && PIXELS.test(value) ? value : undefined;
    case 'columnWidth':
      return cleanWidth(value);
    case 'imageSide':
      return typeof value === 'string' && /^(?:auto|stretch)$/i.test(value) ? value : cleanScalar('pixels', value);
    case 'hexColor':
      return typeof value === 'string' && /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value) ? value : undefined;
    case 'imageUrl':
      return typeof value === 'string' ? imageUrl(value) : undefined;
    case 'iconUrl':
      return typeof value === 'string' && FLUENT_ICON.test(value) ? value : cleanScalar('imageUrl', value);
    case 'linkUrl':
      return typeof value === 'string' ? webUrl(value) : undefined;
    default:
      return undefined;
  }
}

function cleanString(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const text = cutText(value, MAX_TEXT);
    return isClean(text) ? text : visibleText(text);
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Most strings; checked because rewriting each would take longer. */
function isClean(text: string): boolean {
  return /^[\x20-\x7e\n]*$/.test(text);
}

function cleanBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function cleanNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function cleanWidth(value: unknown): string | number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  return typeof value === 'string' && /^(?:auto|stretch|\d{1,5}(?:\.\d{1,3})?(?:px)?)$/i.test(value)
    ? value
    : undefined;
}

function cleanWord(words: readonly string[], value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const lower = value.toLowerCase();
  return words.some(word => word.toLowerCase() === lower) ? value : undefined;
}
