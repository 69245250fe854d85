/** DEL, C1, and what turns the direction of the text around it; JSON.stringify escapes the other control characters. */
const INVISIBLE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]/g;

/** A value as JSON that says the same to a program, and does nothing to the terminal that it is printed on. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    INVISIBLE,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
