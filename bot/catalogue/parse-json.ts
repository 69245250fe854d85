/** Deeper than any body that a service sends; a parser that calls itself comes to no harm yet. */
const deepest = 64;

/** A JSON text, or what is wrong with it: the end of a sentence that begins with the file's name. */
export type ParsedJson = { ok: true; value: unknown } | { ok: false; problem: string };

/**
 * Parses the JSON of a connector's file. Refused beside what is no JSON: nesting of more than 64 levels, and the key
 * `__proto__`, which would be lost without a word wherever the value is copied.
 */
export function parseJson(text: string): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, problem: 'is not JSON.' };
  }
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return { ok: false, problem: `is nested more than ${deepest} levels deep.` };
    if (level.some(one => isContainer(one) && Object.hasOwn(one, '__proto__')))
      return { ok: false, problem: 'has the key "__proto__", which no object of it may have.' };
    level = level.filter(isContainer).flatMap(one => Object.values(one).filter(isContainer));
  }
  return { ok: true, value };
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
