import { imageLabel } from './picture-label.ts';
import { linkUrl } from './web-url.ts';

/** Characters that mean nothing to Teams inside a line, so that they need no backslash. */
const HARMLESS = /[!"$%',/:;<=>?@^{|}~]/;
const SPECIAL = /[\\[\]!~{]/;
/** Longer than this between `](` and `)` is no address. */
const MAX_DESTINATION = 4_200;

/**
 * Brings one line of Markdown down to what Teams renders: bold, italic and links stay; pictures become links,
 * struck-out text becomes plain, addresses other than http, https and mailto become plain text. Date macros of
 * Adaptive Cards (`{{DATE(…)}}`) are kept from being taken for such. `isInLink` is for the text of a link.
 */
export function inlineMarkdown(line: string, isInLink = false): string {
  if (!SPECIAL.test(line)) return line;
  const brackets = matchBrackets(line);
  let result = '';
  let index = 0;
  while (index < line.length) {
    const start = index;
    while (index < line.length && !SPECIAL.test(line[index] ?? '')) index += 1;
    result += line.slice(start, index);
    if (index >= line.length) break;
    const character = line[index];
    const next = line[index + 1];
    if (character === '\\' && next !== undefined) {
      result += HARMLESS.test(next) && result !== '' ? next : `\\${next}`;
      index += 2;
    } else if (character === '~' && next === '~') {
      index += line[index + 2] === '~' ? 3 : 2;
    } else if (character === '{' && /^\{\{(?:DATE|TIME)\(/i.test(line.slice(index, index + 8))) {
      result += '{\u200b{';
      index += 2;
    } else if (character === '[' || (character === '!' && next === '[')) {
      const link = readLink(line, character === '!' ? index + 1 : index, brackets);
      if (link === undefined) {
        result += character;
        index += 1;
      } else {
        result += showLink(link, character === '!', isInLink);
        index = link.end;
      }
    } else {
      result += character;
      index += 1;
    }
  }
  return result;
}

interface Link {
  label: string;
  destination: string;
  end: number;
}

/** For each opening bracket and parenthesis, where it closes; escaped ones do not count. */
function matchBrackets(line: string): Map<number, number> {
  const matches = new Map<number, number>();
  const square: number[] = [];
  const round: number[] = [];
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index];
    if (character === '\\') index += 1;
    else if (character === '[') square.push(index);
    else if (character === '(') round.push(index);
    else if (character === ']' || character === ')') {
      const open = (character === ']' ? square : round).pop();
      if (open !== undefined) matches.set(open, index);
    }
  }
  return matches;
}

/** The link whose label begins at `open` (a square bracket), or undefined. */
function readLink(line: string, open: number, brackets: Map<number, number>): Link | undefined {
  const labelEnd = brackets.get(open);
  if (labelEnd === undefined || line[labelEnd + 1] !== '(') return undefined;
  const end = brackets.get(labelEnd + 1);
  if (end === undefined || end - labelEnd > MAX_DESTINATION) return undefined;
  return { label: line.slice(open + 1, labelEnd), destination: line.slice(labelEnd + 2, end), end: end + 1 };
}

function showLink(link: Link, isImage: boolean, isInLink: boolean): string {
  // `<address> "title"`: the title is left out, the angle brackets are optional.
  const bare = link.destination
    .trim()
    .replace(/[ \t]["'(].*$/, '')
    .replace(/^<(.*)>$/, '$1');
  const url = linkUrl(bare.replaceAll('\\', ''));
  const label = isInLink ? link.label : inlineMarkdown(link.label, true).trim();
  if (url === undefined || isInLink) return label || (isImage ? imageLabel(bare) : '');
  if (label !== '') return `[${label}](${url})`;
  return isImage ? `[${imageLabel(url)}](${url})` : '';
}
