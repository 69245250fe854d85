import { isJsonObject } from './json.ts';
import type { Card, Json, JsonObject } from './notification.ts';

/** Properties that hold what stands in an element. */
const CHILDREN = ['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'facts', 'images', 'actions', 'pages'];
/** Elements that show nothing but what stands in them. */
const BOXES = new Set([
  ...['AdaptiveCard', 'Container', 'ColumnSet', 'Column', 'Table', 'TableRow', 'TableCell', 'FactSet', 'ImageSet'],
  ...['ActionSet', 'RichTextBlock', 'Carousel', 'CarouselPage'],
]);
const TEXTS = new Set(['TextBlock', 'TextRun']);
/** Spaces, controls, joiners, and letters that have no ink. */
const BLANK = /^[\s\p{Cf}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]*$/u;

/** Whether nothing of a text can be seen. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Most texts begin with a letter that everybody sees.
  return !(first > 0x20 && first < 0x7f) && BLANK.test(text);
}

/** Whether a clean card shows anything of its sender's. */
export function isCardVisible({ card }: Card): boolean {
  return isVisible(card) || card.backgroundImage !== undefined;
}

/** What a card has lost while it was cleaned: types of elements and titles of buttons. */
export function lostParts({ removedElements = [], removedButtons = [] }: Card): string[] {
  return [...removedElements, ...removedButtons];
}

function isVisible(value: Json): boolean {
  if (typeof value === 'string') return !isBlank(value);
  if (!isJsonObject(value) || value.isVisible === false) return false;
  const { type, text } = value;
  if (typeof type === 'string' && TEXTS.has(type)) return typeof text === 'string' && !isBlank(text);
  // What has no type stands in a list of its own, such as a fact.
  if (type === undefined || !BOXES.has(String(type))) return true;
  return CHILDREN.some(name => hasVisible(value, name));
}

function hasVisible(element: JsonObject, name: string): boolean {
  const children = element[name];
  return Array.isArray(children) && children.some(isVisible);
}
