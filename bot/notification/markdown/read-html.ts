import { decodeEntities } from '../html-entities.ts';
import { attributesOf } from '../html-tags.ts';
import { type Markup, MarkupFinder } from './find-markup.ts';
import { type HtmlState, writeHtmlText, writeTag } from './write-tag.ts';

const LINE_TAG = /<(?:br|p|div|ul|ol|li|table|tr|h[1-6]|pre|blockquote|section|article|dl)[\s/>]/i;

/**
 * Writes a text in which only HTML is markup. Stops when `limit` UTF-16 units are written; whether it read all. A line
 * break of the source is a space where the text has tags that break lines, else it is one.
 */
export function readHtml(
  source: string,
  state: HtmlState,
  keepsBreaks: boolean,
  limit = Number.POSITIVE_INFINITY,
): boolean {
  const finder = new MarkupFinder(source);
  let from = 0;
  for (let at = source.indexOf('<'); at !== -1; at = source.indexOf('<', at)) {
    const markup = finder.find(at);
    if (markup === undefined) {
      at += 1;
      continue;
    }
    writeSource(state, source.slice(from, at), keepsBreaks);
    writeMarkup(state, markup);
    at = markup.end;
    from = at;
    if (state.writer.length > limit) return source.slice(from).trim() === '';
  }
  writeSource(state, source.slice(from), keepsBreaks);
  return true;
}

/** Whether line breaks of a text in HTML are meant as such. */
export function keepsLineBreaks(source: string): boolean {
  return !LINE_TAG.test(source);
}

function writeSource(state: HtmlState, text: string, keepsBreaks: boolean): void {
  if (!keepsBreaks || state.blockDepth > 0) {
    writeHtmlText(state, text, true);
    return;
  }
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) state.writer.softBreak();
    writeHtmlText(state, line, false);
  }
}

export function writeMarkup(state: HtmlState, markup: Markup): void {
  if (markup.kind === 'tag') writeTag(state, markup.tag);
  else if (markup.kind === 'code') writeCodeElement(state, markup);
  else if (markup.kind === 'text') state.writer.text(markup.text.replaceAll('\n', ' '));
}

const BLOCK = new Set(['pre', 'listing', 'xmp', 'textarea']);

/** An element of code: its tags are read, all else in it is text whose shape stays. */
export function writeCodeElement(state: HtmlState, { tag, content }: Markup & { kind: 'code' }): void {
  const text = decodeEntities(textOfCode(content));
  if (BLOCK.has(tag.name)) state.writer.code(text.replace(/^\n/, ''));
  else state.writer.inlineCode(text.replace(/[\n\t ]+/g, ' '));
}

/** Without the tags that colour code; a `<br>` ends a line. */
function textOfCode(content: string): string {
  if (!content.includes('<')) return content;
  const finder = new MarkupFinder(content);
  let text = '';
  let from = 0;
  let href = '';
  for (let at = content.indexOf('<'); at !== -1; at = content.indexOf('<', at)) {
    const markup = finder.find(at);
    if (markup === undefined) {
      at += 1;
      continue;
    }
    text += content.slice(from, at);
    if (markup.kind === 'code') text += textOfCode(markup.content);
    else if (markup.kind === 'text') text += markup.text;
    else if (markup.kind === 'tag' && markup.tag.name === 'br') text += '\n';
    else if (markup.kind === 'tag' && markup.tag.name === 'a') {
      if (href !== '' && !content.slice(from, at).includes(href)) text += ` (${href})`;
      href = markup.tag.isEnd ? '' : (attributesOf(markup.tag).href ?? '');
    }
    at = markup.end;
    from = at;
  }
  text += content.slice(from);
  return href === '' ? text : `${text} (${href})`;
}
