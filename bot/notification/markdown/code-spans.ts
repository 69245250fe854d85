import type { StateInline } from 'markdown-it';
import { firstFrom } from './find-markup.ts';
import type { InlineRule } from './inline-rules.ts';

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

export function findRuns(src: string): Runs {
  const runs = new Map<number, { all: number[]; closing: number[] }>();
  for (let at = src.indexOf('`'); at !== -1; ) {
    let end = at + 1;
    while (src[end] === '`') end += 1;
    const length = end - at;
    let of = runs.get(length);
    if (of === undefined) {
      of = { all: [], closing: [] };
      runs.set(length, of);
    }
    of.all.push(at);
    if (length > 1 || !isInName(src, at)) of.closing.push(at);
    at = src.indexOf('`', end);
  }
  return runs;
}

/** Up to here the rest of a name of .NET goes. */
const MAX_NAME = 200;

export function closeOf(runs: Runs, src: string, from: number, length: number): number | undefined {
  const of = runs.get(length);
  if (of === undefined) return undefined;
  const first = firstFrom(of.all, from);
  const closing = firstFrom(of.closing, from);
  if (first === undefined || closing === undefined || first === closing) return first;
  const isSameName = closing - first <= MAX_NAME && !/\s/.test(src.slice(first, closing));
  return isSameName ? closing : first;
}

export function isInName(src: string, at: number): boolean {
  return WORD.test(src[at - 1] ?? ' ') && /\d/.test(src[at + 1] ?? ' ');
}

/** Line breaks are spaces, and one space on both sides is no part of the code (CommonMark, code spans). */
function withoutEdges(code: string): string {
  const line = code.replaceAll('\n', ' ');
  const isPadded = line.startsWith(' ') && line.endsWith(' ') && line.trim() !== '';
  return isPadded ? line.slice(1, -1) : line;
}
