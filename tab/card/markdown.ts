import MarkdownIt from 'markdown-it';
import { safeLinks } from './markdown-links.ts';
import { mentions } from './markdown-mentions.ts';

/** Lists deeper than half of this are none that somebody reads; markdown-it draws nothing of what lies deeper. */
const MAX_NESTING = 100;

const markdown = new MarkdownIt('zero', { html: false, maxNesting: MAX_NESTING })
  .enable(['list', 'emphasis', 'link', 'escape', 'entity', 'newline'])
  .use(safeLinks)
  .use(mentions);

const { escapeHtml } = markdown.utils;

/**
 * Renders the Markdown that Teams knows in cards to HTML: bold, italic, links, bullet and numbered lists, paragraphs
 * and hard line breaks (Microsoft Learn, "Format cards in Teams"); `<at>Name</at>` becomes a mention. A single line
 * break is a space, as in Teams. All else (headings, tables, code, images, HTML) stays as the text it is; everything is
 * escaped. No-break spaces at the beginning of a line stay, with which our cards indent a list within a list.
 */
export function renderMarkdown(text: string): string {
  return markdown.render(text).trimEnd();
}

/** Renders text without any markup: only line breaks and mentions. */
export function renderPlain(text: string): string {
  return text
    .split(/<at>([^<>]*)<\/at>/)
    .map((part, i) => (i % 2 === 1 ? `<span class="mention">${escapeHtml(part)}</span>` : escapeHtml(part)))
    .join('')
    .replace(/\r\n|\r|\n/g, '<br>');
}
