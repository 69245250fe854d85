/** An object of a card, as it came: what it holds is read with the functions below. */
export type Source = { readonly [name: string]: unknown };

/** What stands there as a text; empty where there is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What stands there as a finite number. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The objects of a list; none where there is no list. */
export function objectsOf(value: unknown): Source[] {
  return Array.isArray(value) ? value.filter(isSource) : [];
}

/** An object, or an empty one. */
export function objectOf(value: unknown): Source {
  return isSource(value) ? value : {};
}

/** One of these words, in any case; the first where it is none of them. */
export function wordOf<Word extends string>(value: unknown, words: readonly [Word, ...Word[]]): Word {
  const lower = typeof value === 'string' ? value.toLowerCase() : '';
  return words.find(word => word.toLowerCase() === lower) ?? words[0];
}

function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
