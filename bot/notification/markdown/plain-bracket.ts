import type { StateInline } from 'markdown-it';
import { closeOf, findRuns, isInName } from './code-spans.ts';
import type { InlineRule } from './inline-rules.ts';

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
