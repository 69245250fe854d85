/** From the narrowest on (Microsoft Learn, "Responsive layout of Adaptive Cards"). */
const WIDTHS = ['verynarrow', 'narrow', 'standard', 'wide'];
/** How wide a card is in a channel. */
const WIDTH = WIDTHS.indexOf('standard');

/**
 * What the library does not know of a card and would draw wrongly, put in words that it knows: what is meant for another
 * width is left out, and the actions behind a button's arrow stand beside it.
 */
export function prepareCard(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isForThisWidth).flatMap(withMenuActions).map(prepareCard);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, property]) => [key, prepareCard(property)]));
}

function isForThisWidth(value: unknown): boolean {
  if (!isObject(value) || typeof value.targetWidth !== 'string') return true;
  const [, limit = '', name = ''] = /^(?:(atleast|atmost):)?(\w+)$/.exec(value.targetWidth.toLowerCase()) ?? [];
  const width = WIDTHS.indexOf(name);
  if (width === -1) return true;
  return limit === 'atleast' ? WIDTH >= width : limit === 'atmost' ? WIDTH <= width : WIDTH === width;
}

function withMenuActions(value: unknown): unknown[] {
  if (!isObject(value) || !Array.isArray(value.menuActions)) return [value];
  const { menuActions, ...action } = value;
  return [action, ...menuActions];
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
