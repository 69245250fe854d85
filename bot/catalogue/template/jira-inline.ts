import { escapeHtml } from './escape-html.ts';
import { markBetween, type Piece, pairMarks } from './pair-marks.ts';

const tags = {
  '*': ['<b>', '</b>'],
  _: ['<i>', '</i>'],
  '-': ['<s>', '</s>'],
  '+': ['<u>', '</u>'],
  '??': ['<i>', '</i>'],
} as const;

/** What only looks different, or cannot be shown: `{color:red}`, `{anchor:top}`. */
const leftOut = /^(?:color|anchor|panel|quote|code|noformat|toc)(?::|$)/;
const address = /^(?:https?:\/\/|mailto:)/i;
const words = /(?:https?:\/\/|mailto:)[^\s|\]{}<>"]+|[\p{L}\p{N}]+|./suy;
/** No name in braces is longer. */
const longestBraces = 200;

/** A line of Jira's markup as HTML. Each character is looked at a few times at most. */
export function jiraLineToHtml(line: string): string {
  return new LineReader(line).html();
}

/** Reads one line from its beginning to its end. */
class LineReader {
  readonly #line: string;
  readonly #pieces: Piece[] = [];
  readonly #lastCode: number;
  #at = 0;

  constructor(line: string) {
    this.#line = line;
    this.#lastCode = line.lastIndexOf('}}');
  }

  html(): string {
    while (this.#at < this.#line.length) this.#next();
    return pairMarks(this.#pieces, tags);
  }

  #next(): void {
    const character = this.#line[this.#at] ?? '';
    if (character === '\\') this.#escape();
    else if (character === '{') this.#braces();
    else if (character === '[') this.#link();
    else if (character === '!') this.#picture();
    else if (character === '-') this.#dash();
    else if ('*_+'.includes(character)) this.#mark(character);
    else if (this.#line.startsWith('??', this.#at)) this.#mark('??');
    else this.#words();
  }

  #write(html: string, length: number): void {
    const last = this.#pieces.length - 1;
    const before = this.#pieces[last];
    if (typeof before === 'string') this.#pieces[last] = before + html;
    else this.#pieces.push(html);
    this.#at += length;
  }

  #text(length: number): void {
    this.#write(escapeHtml(this.#line.slice(this.#at, this.#at + length)), length);
  }

  /** Up to the next character that may mean something; an address as it is, whatever is in it. */
  #words(): void {
    words.lastIndex = this.#at;
    const [found = ''] = words.exec(this.#line) ?? [];
    this.#text(address.test(found) ? withoutEnd(found) : found.length);
  }

  #escape(): void {
    const next = this.#line[this.#at + 1] ?? '';
    if (next === '\\') this.#write('<br>', 2);
    else if (/[-!#*+?[\]^_{|}~]/.test(next)) this.#write(`&#${next.charCodeAt(0)};`, 2);
    else this.#text(1);
  }

  #mark(sign: string): void {
    const end = this.#at + sign.length;
    this.#pieces.push(markBetween(sign, this.#line[this.#at - 1] ?? '', this.#line[end] ?? ''));
    this.#at = end;
  }

  #dash(): void {
    let end = this.#at;
    while (this.#line[end] === '-') end += 1;
    const length = end - this.#at;
    if (length === 1) this.#mark('-');
    else if (length <= 3 && this.#line[this.#at - 1] === ' ' && this.#line[end] === ' ')
      this.#write(length === 2 ? '–' : '—', length);
    else this.#text(length);
  }

  /** `{{code}}`, `{*}` (a mark within a word), `{color:red}` and the like. */
  #braces(): void {
    const line = this.#line;
    const [, sign] = /^\{([*_+-])\}/.exec(line.slice(this.#at, this.#at + 3)) ?? [];
    if (line[this.#at + 1] === '{' && this.#lastCode > this.#at + 1) this.#code(line.indexOf('}}', this.#at + 2));
    else if (sign === undefined) this.#macro();
    else {
      this.#pieces.push({ sign, canOpen: true, canClose: true });
      this.#at += 3;
    }
  }

  #code(end: number): void {
    const start = this.#at + 2;
    if (end > start) this.#write(`<code>${escapeHtml(this.#line.slice(start, end))}</code>`, end + 2 - this.#at);
    else this.#text(2);
  }

  #macro(): void {
    const line = this.#line;
    let end = this.#at + 1;
    while (end < line.length && end - this.#at < longestBraces && line[end] !== '}' && line[end] !== '{') end += 1;
    const isLeftOut = line[end] === '}' && leftOut.test(line.slice(this.#at + 1, end));
    if (isLeftOut) this.#write('', end + 1 - this.#at);
    else this.#text(1);
  }

  /** `[text|address|tip]`, `[address]`, `[~person]`, `[^file]`, `[#anchor]`. */
  #link(): void {
    const line = this.#line;
    let end = this.#at + 1;
    while (end < line.length && line[end] !== ']' && line[end] !== '[') end += 1;
    const html = line[end] === ']' ? linkToHtml(line.slice(this.#at + 1, end)) : undefined;
    if (html === undefined) this.#text(1);
    else this.#write(html, end + 1 - this.#at);
  }

  /** `!picture.png|thumbnail!`: its name or its alternative text, as a link where it has an address. */
  #picture(): void {
    const line = this.#line;
    let end = this.#at + 1;
    while (end < line.length && line[end] !== '!') end += 1;
    const [name = '', parameters = ''] = line.slice(this.#at + 1, end).split('|', 2);
    if (line[end] !== '!' || !/\.(?:png|jpe?g|gif|svg|webp|bmp)$/i.test(name.trim())) {
      this.#text(1);
      return;
    }
    const alt = /(?:^|,)\s*alt="?([^",]*)/.exec(parameters)?.[1]?.trim() || name.trim();
    this.#write(linkOr(escapeHtml(alt), name.trim()), end + 1 - this.#at);
  }
}

/** The length of an address in a text: what ends a sentence, or a mark around it, is not of it. */
function withoutEnd(found: string): number {
  let end = found.length;
  while (end > 0 && '.,;:!?)*_+-'.includes(found[end - 1] ?? '')) end -= 1;
  return Math.max(end, 1);
}

const linkOr = (html: string, url: string) => (address.test(url) ? `<a href="${escapeHtml(url)}">${html}</a>` : html);

/** Undefined for brackets that are none of Jira's links. */
function linkToHtml(inside: string): string | undefined {
  const person = /^~(?:accountid:)?(.+)$/.exec(inside)?.[1];
  // Of a person in Jira Cloud only the id is there, which tells nobody anything.
  if (person !== undefined) return inside.startsWith('~accountid:') ? '@…' : `@${escapeHtml(person)}`;
  const parts = inside.split('|');
  const [text = '', url] = parts;
  if (url === undefined) {
    if (address.test(text) && !/\s/.test(text)) return linkOr(escapeHtml(text.replace(/^mailto:/i, '')), text);
    return /^[\^#]\S/.test(text) ? escapeHtml(text.slice(1)) : undefined;
  }
  const shown = jiraLineToHtml(text.trim() || url);
  if (address.test(url) && !/\s/.test(url)) return linkOr(shown, url);
  // A link within Jira, or of a kind that no card follows: its words, and where it leads.
  return /^[#^~]|^$/.test(url) || parts.length > 3 ? shown : `${shown} (${escapeHtml(url)})`;
}
