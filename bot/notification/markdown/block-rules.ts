import type { StateBlock } from 'markdown-it';

export type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;

/** As deep as quotations and lists are read; a list counts twice. Deeper lines are text, so depth costs nothing. */
const MAX_LEVEL = 20;

/** A line that lies too deep to be read as anything but text. */
export const deepLine: BlockRule = (state, startLine, _endLine, silent) => {
  if (silent || state.level < MAX_LEVEL) return false;
  pushBlock(state, 'paragraph', 'p', startLine, startLine + 1, state.getLines(startLine, startLine + 1, 0, false));
  state.line = startLine + 1;
  return true;
};

/** A quotation: the lines that begin with its bar, and no other. */
export const blockquote: BlockRule = (state, startLine, endLine, silent) => {
  if (!startsWithBar(state, startLine)) return false;
  if (silent) return true;
  const kept: [bMark: number, tShift: number, sCount: number, bsCount: number][] = [];
  let end = startLine;
  for (; end < endLine && startsWithBar(state, end); end += 1) {
    kept.push([state.bMarks[end] ?? 0, state.tShift[end] ?? 0, state.sCount[end] ?? 0, state.bsCount[end] ?? 0]);
    passBar(state, end);
  }
  const { parentType, lineMax, blkIndent } = state;
  state.parentType = 'blockquote';
  state.blkIndent = 0;
  state.lineMax = end;
  state.push('blockquote_open', 'blockquote', 1).map = [startLine, end];
  state.md.block.tokenize(state, startLine, end);
  state.push('blockquote_close', 'blockquote', -1);
  state.parentType = parentType;
  state.blkIndent = blkIndent;
  state.lineMax = lineMax;
  for (const [index, [bMark, tShift, sCount, bsCount]] of kept.entries()) {
    state.bMarks[startLine + index] = bMark;
    state.tShift[startLine + index] = tShift;
    state.sCount[startLine + index] = sCount;
    state.bsCount[startLine + index] = bsCount;
  }
  state.line = end;
  return true;
};

function startsWithBar(state: StateBlock, line: number): boolean {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  if (indent < 0 || indent >= 4 || state.isEmpty(line)) return false;
  return state.src[(state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)] === '>';
}

/** Makes the text behind the bar, and behind one space, the line. A tab there counts for the columns that it fills. */
function passBar(state: StateBlock, line: number): void {
  const { src } = state;
  let at = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0) + 1;
  const end = state.eMarks[line] ?? 0;
  const behindBar = (state.sCount[line] ?? 0) + 1;
  const offset = state.bsCount[line] ?? 0;
  let initial = behindBar;
  const isTab = src[at] === '\t';
  const isWholeTab = isTab && (offset + behindBar) % 4 === 3;
  if (src[at] === ' ' || isWholeTab) {
    at += 1;
    initial += 1;
  }
  state.bMarks[line] = at;
  let column = initial;
  const shift = isTab && !isWholeTab ? 1 : 0;
  for (; at < end; at += 1) {
    if (src[at] === '\t') column += 4 - ((column + offset + shift) % 4);
    else if (src[at] === ' ') column += 1;
    else break;
  }
  state.bsCount[line] = behindBar + (initial > behindBar || isTab ? 1 : 0);
  state.sCount[line] = column - initial;
  state.tShift[line] = at - (state.bMarks[line] ?? 0);
}

/**
 * Paragraphs and headings that are underlined. Other than in CommonMark only what is indented goes on in an item
 * (a line below a list belongs to it for no sender), a quotation ends with its last bar, and only the line above an
 * underline is a heading, since every line of a card stands by itself.
 */
export const paragraph: BlockRule = (state, startLine, endLine) => {
  const terminators = state.md.block.ruler.getRules('paragraph');
  const outerType = state.parentType;
  state.parentType = 'paragraph';
  const mark = markColumn(state, startLine);
  let end = startLine + 1;
  let level = 0;
  for (; end < endLine && !state.isEmpty(end); end += 1) {
    const column = state.sCount[end] ?? 0;
    if (column < state.blkIndent && (column < 0 || column <= mark)) break;
    if (column - state.blkIndent > 3) continue;
    level = column < state.blkIndent ? 0 : underline(state, end);
    if (level > 0) break;
    if (terminators.some(rule => rule(state, end, endLine, true))) break;
  }
  state.parentType = outerType;
  const textEnd = level > 0 ? end - 1 : end;
  if (textEnd > startLine) {
    pushBlock(state, 'paragraph', 'p', startLine, textEnd, state.getLines(startLine, textEnd, state.blkIndent, false));
  }
  if (level > 0)
    pushBlock(state, 'heading', `h${level}`, textEnd, end, state.getLines(textEnd, end, state.blkIndent, false));
  state.line = level > 0 ? end + 1 : end;
  return true;
};

/** The level of the heading that a line underlines, or 0. */
function underline(state: StateBlock, line: number): number {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const end = state.eMarks[line] ?? 0;
  const mark = state.src.charCodeAt(start);
  if (mark !== 45 && mark !== 61) return 0;
  if (state.skipSpaces(state.skipChars(start, mark)) < end) return 0;
  return mark === 61 ? 1 : 2;
}

/** The column of the mark of the item that begins in this line; nothing is further left than none. */
function markColumn(state: StateBlock, line: number): number {
  const start = state.bMarks[line] ?? 0;
  const text = start + (state.tShift[line] ?? 0);
  let column = 0;
  for (let at = start; at < text; at += 1) {
    const character = state.src[at];
    if (character === '\t') column += 4 - (column % 4);
    else if (character === ' ') column += 1;
    else return column;
  }
  return Number.POSITIVE_INFINITY;
}

export function isWithin(state: StateBlock, line: number): boolean {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  return indent >= 0 && indent < 4 && !state.isEmpty(line);
}

export function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
}

export function pushBlock(
  state: StateBlock,
  name: string,
  tag: string,
  start: number,
  end: number,
  content: string,
): void {
  state.push(`${name}_open`, tag, 1).map = [start, end];
  const inline = state.push('inline', '', 0);
  inline.map = [start, end];
  inline.content = content.trim();
  inline.children = [];
  state.push(`${name}_close`, tag, -1);
}

/** Elements and declarations that may hold empty lines, and how they end. */
const RAW: readonly [start: RegExp, end: RegExp][] = [
  [/^<(?:pre|listing|xmp|textarea)(?=[\s>])/i, /<\/(?:pre|listing|xmp|textarea)\s*>/i],
  [/^<script(?=[\s>])/i, /<\/script\s*>/i],
  [/^<style(?=[\s>])/i, /<\/style\s*>/i],
  [/^<svg(?=[\s>])/i, /<\/svg\s*>/i],
  [/^<!--/, /-->/],
  [/^<!\[CDATA\[/, /\]\]>/],
];

/**
 * HTML that goes on over empty lines up to its end. All other HTML is read as a part of paragraphs, Markdown beside
 * it and in it: senders mix both, and a line within `<div>` is meant like any other.
 */
export function rawHtml(): BlockRule {
  const endless = new WeakMap<object, Map<number, number>>();
  return (state, startLine, endLine, silent) => {
    if (state.src[(state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)] !== '<') return false;
    if (!isWithin(state, startLine)) return false;
    const first = lineText(state, startLine);
    const kind = RAW.findIndex(([start]) => start.test(first));
    const pattern = RAW[kind]?.[1];
    if (pattern === undefined || pattern.test(first)) return false;
    let known = endless.get(state.env);
    if (known === undefined) {
      known = new Map();
      endless.set(state.env, known);
    }
    if ((known.get(kind) ?? -1) >= endLine) return false;
    let end = startLine + 1;
    while (end < endLine && !pattern.test(state.src.slice(state.bMarks[end], state.eMarks[end]))) end += 1;
    if (end >= endLine) {
      known.set(kind, endLine);
      return false;
    }
    if (silent) return true;
    const token = state.push('html_block', '', 0);
    token.map = [startLine, end + 1];
    token.content = state.getLines(startLine, end + 1, state.blkIndent, false);
    state.line = end + 1;
    return true;
  };
}
