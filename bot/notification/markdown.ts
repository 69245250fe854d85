import { cutText } from './cut-text.ts';
import type { Dialect } from './dialect.ts';
import { LineWriter } from './markdown/line-writer.ts';
import { keepsLineBreaks, readHtml } from './markdown/read-html.ts';
import { readMarkdown } from './markdown/read-markdown.ts';
import { writeLines } from './markdown/write-lines.ts';
import { newHtmlState } from './markdown/write-tag.ts';
import type { Markdown } from './notification.ts';
import { visibleText } from './visible-text.ts';

/** What makes a text more than words and single spaces, and so needs a closer look. */
const NEEDS_CARE =
  /[^\p{L}\p{N}\p{M}\p{S} ,;:?'"@%()/.\p{Pd}\p{Pi}\p{Pf}{}]|[<&`~|^$+=>]|\{\{|^\s|^[-+]|^\d+[.)]|\s$|:\/\/|www\./iu;
/** Almost every text in practice; checked first because it is quicker than classes of Unicode. */
const PLAIN_ASCII = /^(?!\d+[.)](?:\s|$))[A-Za-z0-9][A-Za-z0-9 ,;:?'"@%()/.-]*$/;
const WEB = /www\./i;

/** The longest text there can be: what a whole message holds (80 KB in UTF-16), so nothing is cut that could be shown. */
export const MAX_TEXT = 40_000;
/** No more of a text is looked at: more than can be shown, since mark-up takes room too. */
const MAX_SOURCE = 1.5 * MAX_TEXT;
const MAX_MARKUP = 20;
/** A line that is not only a tag takes at least as many UTF-16 units of the card. */
const MIN_LINE = 3;

/**
 * A sender's text as the Markdown that Teams renders in Adaptive Cards: bold, italic, links, lists, and `\n\n` for a
 * new line (teams-platform.md, "Format cards"). A picture stands in a paragraph of its own as `![description](address)`,
 * or as a link around that; `textElements` draws it. At most `max` UTF-16 units; what is longer ends with an ellipsis.
 *
 * Markdown is read by markdown-it (CommonMark, and the tables of GitHub Flavored Markdown), HTML tag by tag, attributes
 * by htmlparser2 and references by `entities`; what is read becomes lines of plain runs, and only `writeLines` makes
 * Markdown of them, so nothing of a text becomes markup by chance. Linear in the length of the text.
 */
export function toMarkdown(source: string, dialect: Dialect, max: number): Markdown {
  if (source.length <= max && isPlain(source)) return source.trim();
  const text = visibleText(
    firstLines(cutText(source, Math.min(MAX_SOURCE, max * MAX_MARKUP), 'plain'), max / MIN_LINE),
  );
  const writer = new LineWriter();
  const isWhole =
    dialect === 'markdown'
      ? readMarkdown(text, writer, max)
      : readHtml(text, newHtmlState(writer), keepsLineBreaks(text), max);
  const markdown = writeLines(writer.finish());
  return cutText(isWhole ? markdown : `${markdown}…`, max);
}

/** Whether a text reads the same as Markdown, so that nobody needs to read it. */
function isPlain(source: string): boolean {
  return PLAIN_ASCII.test(source) ? !source.includes('://') && !WEB.test(source) : !NEEDS_CARE.test(source);
}

/** So many lines that are not empty nor begin with a tag; an ellipsis says where the others would be. */
function firstLines(text: string, count: number): string {
  if (text.length <= count * 2) return text;
  let lines = 0;
  for (const { index } of text.matchAll(/\n[^\n<]/g)) {
    lines += 1;
    if (lines > count) return `${text.slice(0, index)}\n…`;
  }
  return text;
}

const LINK = /!?\[((?:[^\]\\[]|\\.){0,1000})\]\([^\s)]{0,4200}\)/g;

/** The words of a Markdown text on one line, at most `max` UTF-16 units: for notifications and lists. */
export function plainText(markdown: Markdown, max: number): string {
  if (markdown.length <= max && PLAIN_ASCII.test(markdown)) return markdown.trimEnd();
  const line = markdown
    .slice(0, max * 20)
    .replace(LINK, '$1')
    // What is left is the link around a picture.
    .replace(LINK, '$1')
    .replace(/^[ \t]*- /gm, '')
    .replaceAll('**', '')
    .replace(/(^|[\s(])[*_]([^\s*_][^*_\n]{0,500})[*_](?=$|[\s).,:;!?])/gm, '$1$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return cutText(line, max, 'plain');
}
