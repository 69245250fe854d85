import { decodeHTMLStrict } from 'entities';

const SPECIAL = /[\\`*_~[\]!&{<]/g;
const LINE_START = /^([ \t]*)(?:([#+=-](?=[\s#+=-]|$)|>)|(\d{1,9})([.)])(?=\s|$))/;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}]/u;
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/iy;
/** What Teams takes for an address in angle brackets, whatever its scheme. */
const AUTOLINK = /<(?:[a-z][a-z0-9+.-]{0,31}:|[^\s<>@]{1,64}@)/iy;
const DATE_MACRO = /\{\{(?:DATE|TIME)\(/iy;

/** What stands around a run in its line; a space at the ends of the line. */
export interface Surroundings {
  before: string;
  after: string;
  isLineStart: boolean;
  isInLink: boolean;
}

/**
 * Text that is to be read as it stands, as Markdown. Only what would mean something where it stands gets a backslash,
 * so that the card's text stays readable where it is shown without being drawn, such as in a search.
 */
export function escapeRun(text: string, around: Surroundings): string {
  const escaped = text.replace(SPECIAL, (character, at: number) => {
    const before = text[at - 1] ?? around.before;
    const after = text[at + 1] ?? around.after;
    switch (character) {
      case '{':
        return startsWith(DATE_MACRO, text, at) ? '{\u200b' : character;
      case '&':
        return isReference(text, at) ? '\\&' : character;
      case '<':
        return startsWith(AUTOLINK, text, at) ? '\\<' : character;
      default:
        return isMarkup(character, before, after, around.isInLink, around.isLineStart && at === 0)
          ? `\\${character}`
          : character;
    }
  });
  if (!around.isLineStart) return escaped;
  return escaped.replace(LINE_START, (_whole, space: string, mark?: string, number?: string, dot?: string) =>
    mark === undefined ? `${space}${number}\\${dot}` : `${space}\\${mark}`,
  );
}

/** Whether a character would be read as markup between these two. */
function isMarkup(character: string, before: string, after: string, isInLink: boolean, isLineStart: boolean): boolean {
  switch (character) {
    case '\\':
      return PUNCTUATION.test(after) || after === ' ';
    case '*':
      return !(before === ' ' && after === ' ' && !isLineStart);
    case '_':
      return !(WORD.test(before) && WORD.test(after)) && !(before === ' ' && after === ' ');
    case '~':
      return before === '~' || after === '~';
    case '[':
      return isInLink;
    case ']':
      return isInLink || after === '(' || after === '[' || after === ':';
    case '!':
      return after === '[';
    default:
      return true;
  }
}

/** Whether Teams would show another character for what begins here. */
function isReference(text: string, at: number): boolean {
  ENTITY.lastIndex = at;
  const reference = ENTITY.exec(text)?.[0];
  return reference !== undefined && decodeHTMLStrict(reference) !== reference;
}

function startsWith(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
