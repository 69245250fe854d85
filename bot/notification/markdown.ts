import { blockMarkdown } from './block-markdown.ts';
import { cutText } from './cut-text.ts';
import type { Dialect } from './dialect.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import type { Markdown } from './notification.ts';

/** What makes a text more than words and single spaces, and so needs a closer look. */
const NEEDS_CARE = /[^\p{L}\p{N}\p{M}\p{S} ,;:?'"@%()/.\p{Pd}\p{Pi}\p{Pf}{}]|[<&`~|^$+=>]|\{\{|^\s|^[-+]|^\d+[.)]|\s$/u;
/** Almost every text in practice; checked first because it is quicker than classes of Unicode. */
const PLAIN_ASCII = /^(?!\d+[.)](?:\s|$))[A-Za-z0-9][A-Za-z0-9 ,;:?'"@%()/.-]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals' colours begin with one
const ANSI = /\u001b\[[0-9;]{0,20}[A-Za-z]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2060\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

/** The longest text there can be: what a whole message holds (80 KB in UTF-16), so nothing is cut that could be shown. */
export const MAX_TEXT = 40_000;
/** No more of a text is looked at: more than can be shown, since mark-up takes room too. */
const MAX_SOURCE = 3 * MAX_TEXT;
const MAX_MARKUP = 20;

/**
 * A sender's text as the Markdown that Teams renders in Adaptive Cards: bold, italic, links, lists, and `\n\n` for a
 * new line ([FMT] of teams-platform.md). At most `max` UTF-16 units; what is longer ends with an ellipsis.
 */
export function toMarkdown(source: string, dialect: Dialect, max: number): Markdown {
  if (source.length <= max && (PLAIN_ASCII.test(source) || !NEEDS_CARE.test(source))) return source.trim();
  const clean = cleanCharacters(cutText(source, Math.min(MAX_SOURCE, max * MAX_MARKUP), 'plain'));
  return cutText(blockMarkdown(htmlToMarkdown(clean, dialect, max)), max);
}

/** Line ends as `\n`; no terminal colours, control characters or halves of characters. */
export function cleanCharacters(text: string): string {
  const wellFormed = text.toWellFormed().replace(/\r\n?|\u2028|\u2029/g, '\n');
  return wellFormed.replace(ANSI, '').replace(CONTROL, '');
}

const LINK = /\[((?:[^\]\\[]|\\.){0,1000})\]\([^\s)]{0,4200}\)/g;

/** The words of a Markdown text on one line, at most `max` UTF-16 units: for notifications and lists. */
export function plainText(markdown: Markdown, max: number): string {
  if (markdown.length <= max && PLAIN_ASCII.test(markdown)) return markdown.trimEnd();
  const line = markdown
    .slice(0, max * 20)
    .replace(LINK, '$1')
    .replace(/^[ \t]*- /gm, '')
    .replaceAll('**', '')
    .replace(/(^|[\s(])[*_]([^\s*_][^*_\n]{0,500})[*_](?=$|[\s).,:;!?])/gm, '$1$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return cutText(line, max, 'plain');
}
