import type { StateInline, Token } from 'markdown-it';
import { decodeEntities } from '../html-entities.ts';
import { linkUrl } from '../web-url.ts';
import { readAddress } from './addresses.ts';
import { firstFrom, type Markup, MarkupFinder } from './find-markup.ts';

type InlineRule = (state: StateInline, silent: boolean) => boolean;

const STOPS = /[\n!#$%&*+\-:<=>@[\\\]^_`{}~]|https?:\/\/|www\./gi;

/** Text up to the next character that may mean something; an address as a whole, so that nothing in it is markup. */
export const textOrAddress: InlineRule = (state, silent) => {
  const { src, pos, posMax } = state;
  STOPS.lastIndex = pos;
  const found = STOPS.exec(src);
  const stop = Math.min(found?.index ?? posMax, posMax);
  if (stop > pos) {
    if (!silent) state.pending += src.slice(pos, stop);
    state.pos = stop;
    return true;
  }
  if (found === null || found[0].length < 4) return false;
  const address = readAddress(src, pos, posMax);
  const end = address?.end ?? Math.min(pos + found[0].length, posMax);
  if (!silent) {
    if (address?.href === undefined) state.pending += address?.text ?? src.slice(pos, end);
    else pushLink(state, address.text, address.href);
  }
  state.pos = end;
  return true;
};

/** Inside a link its address is a mere text; whoever writes the tokens knows. */
function pushLink(state: StateInline, text: string, href: string): void {
  const token = state.push('address', '', 0);
  token.content = text;
  token.attrSet('href', href);
}

const SLACK = /<([a-z][a-z0-9+.-]{0,31}:[^\s<>|]{1,4000})\|([^<>\n]{0,2000})>/iy;
const AUTOLINK = /<([a-z][a-z0-9+.-]{0,31}:[^\s<>]{0,4000})>/iy;
const MAIL = /<([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9.-]{1,255})>/iy;

/** `<https://…>`, `<me@example.org>`, and Slack's `<https://…|text>`. */
export const angleLink: InlineRule = (state, silent) => {
  if (state.src[state.pos] !== '<') return false;
  const [pattern, match] = [SLACK, AUTOLINK, MAIL].reduce<[RegExp | undefined, RegExpExecArray | null]>(
    (found, one) => {
      if (found[1] !== null) return found;
      one.lastIndex = state.pos;
      return [one, one.exec(state.src)];
    },
    [undefined, null],
  );
  if (match === null || state.pos + match[0].length > state.posMax) return false;
  const address = (match[1] ?? '').replaceAll('&amp;', '&');
  const href = pattern === MAIL ? `mailto:${address}` : address;
  // Such as `Handle<v8::Object>`.
  if (pattern === AUTOLINK && linkUrl(href) === undefined) return false;
  if (!silent) {
    const label = decodeEntities(match[2]?.trim() ?? '');
    pushLink(state, label === '' ? address : label, href);
  }
  state.pos += match[0].length;
  return true;
};

/** Links in pictures in links: deeper brackets make no link, so that no part of a text is looked at more often. */
const MAX_BRACKETS = 5;

/**
 * A square bracket that opens no link, since it never closes or holds too many others. Looking for the end of each
 * would take the square of the time.
 */
export function plainBracket(): InlineRule {
  const known = new WeakMap<StateInline, ReadonlySet<number>>();
  return (state, silent) => {
    const { src, pos } = state;
    const at = src[pos] === '!' ? pos + 1 : pos;
    if (src[at] !== '[') return false;
    let opening = known.get(state);
    if (opening === undefined) {
      opening = openingBrackets(src);
      known.set(state, opening);
    }
    if (opening.has(at)) return false;
    if (!silent) state.pending += src.slice(pos, at + 1);
    state.pos = at + 1;
    return true;
  };
}

/** The brackets that close and hold few others; those in code do not count. */
function openingBrackets(src: string): ReadonlySet<number> {
  const found = new Set<number>();
  const open: { at: number; depth: number }[] = [];
  const runs = findRuns(src);
  for (let at = 0; at < src.length; at += 1) {
    const character = src[at];
    if (character === '\\') {
      at += 1;
    } else if (character === '`') {
      let end = at + 1;
      while (src[end] === '`') end += 1;
      const length = end - at;
      const close = length === 1 && isInName(src, at) ? undefined : closeOf(runs, src, end, length);
      at = (close === undefined ? end : close + length) - 1;
    } else if (character === '[') {
      open.push({ at, depth: 1 });
    } else if (character === ']') {
      const last = open.pop();
      if (last === undefined) continue;
      if (last.depth <= MAX_BRACKETS) found.add(last.at);
      const outer = open.at(-1);
      if (outer !== undefined) outer.depth = Math.max(outer.depth, last.depth + 1);
    }
  }
  return found;
}

/** Where runs of backticks begin, by their length. */
type Runs = ReadonlyMap<number, { all: number[]; closing: number[] }>;

const WORD = /[\p{L}\p{N}]/u;

/**
 * Code between backticks. A backtick between a letter and a digit belongs to a name of .NET (`Store`1`): it opens no
 * code, and closes some only where nothing else does.
 */
export function codeSpan(): InlineRule {
  const known = new WeakMap<StateInline, Runs>();
  return (state, silent) => {
    const { src, pos, posMax } = state;
    if (src[pos] !== '`') return false;
    let end = pos + 1;
    while (end < posMax && src[end] === '`') end += 1;
    const length = end - pos;
    let runs = known.get(state);
    if (runs === undefined) {
      runs = findRuns(src);
      known.set(state, runs);
    }
    const close = length === 1 && isInName(src, pos) ? undefined : closeOf(runs, src, end, length);
    if (close === undefined || close + length > posMax) {
      if (!silent) state.pending += src.slice(pos, end);
      state.pos = end;
      return true;
    }
    if (!silent) state.push('code_inline', 'code', 0).content = withoutEdges(src.slice(end, close));
    state.pos = close + length;
    return true;
  };
}

function findRuns(src: string): Runs {
  const runs = new Map<number, { all: number[]; closing: number[] }>();
  for (const { 0: run, index } of src.matchAll(/`+/g)) {
    let of = runs.get(run.length);
    if (of === undefined) {
      of = { all: [], closing: [] };
      runs.set(run.length, of);
    }
    of.all.push(index);
    if (run.length > 1 || !isInName(src, index)) of.closing.push(index);
  }
  return runs;
}

/** Up to here the rest of a name of .NET goes. */
const MAX_NAME = 200;

function closeOf(runs: Runs, src: string, from: number, length: number): number | undefined {
  const of = runs.get(length);
  if (of === undefined) return undefined;
  const first = firstFrom(of.all, from);
  const closing = firstFrom(of.closing, from);
  if (first === undefined || closing === undefined || first === closing) return first;
  const isSameName = closing - first <= MAX_NAME && !/\s/.test(src.slice(first, closing));
  return isSameName ? closing : first;
}

function isInName(src: string, at: number): boolean {
  return WORD.test(src[at - 1] ?? ' ') && /\d/.test(src[at + 1] ?? ' ');
}

/** Line breaks are spaces, and one space on both sides is no part of the code (CommonMark, code spans). */
function withoutEdges(code: string): string {
  const line = code.replaceAll('\n', ' ');
  const isPadded = line.startsWith(' ') && line.endsWith(' ') && line.trim() !== '';
  return isPadded ? line.slice(1, -1) : line;
}

const markups = new WeakMap<Token, Markup>();

/** What a token of HTML stands for. */
export function markupOf(token: Token): Markup | undefined {
  return markups.get(token);
}

/** The HTML that starts here; what only looks like some is text. */
export function htmlInline(): InlineRule {
  const known = new WeakMap<StateInline, MarkupFinder>();
  return (state, silent) => {
    if (state.src[state.pos] !== '<') return false;
    let finder = known.get(state);
    if (finder === undefined) {
      finder = new MarkupFinder(state.src);
      known.set(state, finder);
    }
    const markup = finder.find(state.pos, state.posMax);
    if (markup === undefined) return false;
    if (!silent) markups.set(state.push('html_inline', '', 0), markup);
    state.pos = markup.end;
    return true;
  };
}

const ENTITY = /&(?:#(?:\d{1,7}|x[0-9a-f]{1,6})|[a-z][a-z0-9]{1,31});/iy;

/** A character reference of HTML; what it stands for means nothing. */
export const entity: InlineRule = (state, silent) => {
  if (state.src[state.pos] !== '&') return false;
  ENTITY.lastIndex = state.pos;
  const source = ENTITY.exec(state.src)?.[0];
  if (source === undefined || state.pos + source.length > state.posMax) return false;
  const decoded = decodeEntities(source);
  if (decoded === source) return false;
  if (!silent) {
    const token = state.push('text_special', '', 0);
    token.content = decoded.replace(/\s/g, character => (character === '\u00a0' ? character : ' '));
    token.markup = source;
    token.info = 'entity';
  }
  state.pos += source.length;
  return true;
};
