import { CodeFinder } from './code-finder.ts';
import type { Dialect } from './dialect.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { readEntity } from './html-entities.ts';
import type { HtmlState } from './html-state.ts';
import { readTag, type Tag, tagKind } from './html-tags.ts';
import { MarkdownWriter } from './markdown-writer.ts';
import { linkUrl } from './web-url.ts';
import { writeBlockTag, writeInlineTag } from './write-html-tag.ts';

const LINE_TAG = /<(?:br|p|div|ul|ol|li|table|tr|h[1-6]|pre|blockquote|section|article|dl)[\s/>]/i;
const SPACES = /[ \t\n\r\f]+/g;
const MARKUP_START = /[a-zA-Z/!?]/;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/**
 * Resolves the HTML in a text and leaves Markdown: tags become their Markdown, code and references become escaped
 * text. Stops when `limit` UTF-16 units are written, and then ends with an ellipsis. Linear in the length of the text.
 */
export function htmlToMarkdown(source: string, dialect: Dialect, limit: number): string {
  const writer = new MarkdownWriter();
  const state: HtmlState = {
    source,
    dialect,
    writer,
    collapseTopLevel: dialect === 'html' && LINE_TAG.test(source),
    blockDepth: 0,
    preDepth: 0,
    codeDepth: 0,
    quoteDepth: 0,
    lists: [],
    cells: 0,
    endless: new Set(),
  };
  const code = dialect === 'markdown' ? new CodeFinder(source) : undefined;
  const special = code === undefined ? /[<&\n]/g : /[<&\n`~\\]/g;
  let index = 0;
  while (index < source.length && writer.length <= limit) {
    special.lastIndex = index;
    const next = special.exec(source)?.index ?? source.length;
    if (next > index) writeText(state, source.slice(index, next));
    index = next < source.length ? readSpecial(state, next, code) : next;
  }
  // Blanks that are dropped later may leave room, so whoever cuts to the limit would not see that something is missing.
  const isCut = source.slice(index).trim() !== '';
  return isCut ? `${writer.finish()}…` : writer.finish();
}

/** Handles the character at `at` and what belongs to it; returns the index after it. */
function readSpecial(state: HtmlState, at: number, code: CodeFinder | undefined): number {
  const { source, writer } = state;
  switch (source[at]) {
    case '\n':
      writeLineBreak(state);
      return at + 1;
    case '&': {
      const entity = readEntity(source, at);
      writeLiteral(state, entity?.value ?? '&');
      return at + (entity?.length ?? 1);
    }
    case '<':
      return readMarkup(state, at);
    case '\\': {
      const escaped = source[at + 1];
      const isEscape = escaped !== undefined && PUNCTUATION.test(escaped);
      writer.write(isEscape ? `\\${escaped}` : '\\');
      return at + (isEscape ? 2 : 1);
    }
    default: {
      const found = state.preDepth > 0 ? undefined : code?.find(at);
      if (found === undefined) {
        let end = at + 1;
        while (source[end] === source[at]) end += 1;
        writer.write(source.slice(at, end));
        return end;
      }
      if (found.isBlock) writePreformatted(state, found.content);
      else writer.write(escapeMarkdown(found.content.replace(SPACES, ' '), writer.atLineStart));
      return found.end;
    }
  }
}

/** A comment, a declaration, a tag, an address in angle brackets, or just `<`. */
function readMarkup(state: HtmlState, at: number): number {
  const { source } = state;
  if (!MARKUP_START.test(source[at + 1] ?? ' ')) return literalLess(state, at);
  if (source.startsWith('<!--', at)) return skipTo(state, '-->', at) ?? literalLess(state, at);
  if (source.startsWith('<![CDATA[', at)) {
    const end = skipTo(state, ']]>', at);
    if (end === undefined) return literalLess(state, at);
    writeLiteral(state, source.slice(at + 9, end - 3));
    return end;
  }
  if (/^<(?:!doctype|\?xml)/i.test(source.slice(at, at + 9))) return skipTo(state, '>', at) ?? literalLess(state, at);
  const tag = readTag(source, at);
  if (tag === undefined) return readAutolink(state, at) ?? literalLess(state, at);
  const kind = tagKind(tag.name);
  if (kind === 'unknown') return literalLess(state, at);
  if (kind === 'unreadable') {
    if (tag.isEnd) return tag.end;
    return skipElement(state, tag) ?? literalLess(state, at);
  }
  if (kind === 'block') writeBlockTag(state, tag);
  else writeInlineTag(state, tag);
  return tag.end;
}

function literalLess(state: HtmlState, at: number): number {
  state.writer.write('<');
  return at + 1;
}

/** The index after the next `end`, or undefined if there is none from here on. */
function skipTo(state: HtmlState, end: string, at: number): number | undefined {
  if (state.endless.has(end)) return undefined;
  const found = state.source.indexOf(end, at);
  if (found !== -1) return found + end.length;
  state.endless.add(end);
  return undefined;
}

function skipElement(state: HtmlState, tag: Tag): number | undefined {
  if (state.endless.has(tag.name)) return undefined;
  const end = new RegExp(`</${tag.name}\\s{0,9}>`, 'gi');
  end.lastIndex = tag.end;
  if (end.exec(state.source) !== null) return end.lastIndex;
  state.endless.add(tag.name);
  return undefined;
}

function readAutolink(state: HtmlState, at: number): number | undefined {
  const match = /^<(https?:\/\/[^\s<>]{1,2000})>/i.exec(state.source.slice(at, at + 2_010));
  const url = linkUrl(match?.[1] ?? '');
  if (match === null || url === undefined) return undefined;
  state.writer.write(`[${escapeMarkdown(match[1] ?? '', false)}](${url})`);
  return at + match[0].length;
}

function writeLineBreak(state: HtmlState): void {
  if (state.preDepth > 0 || (state.blockDepth === 0 && !state.collapseTopLevel)) state.writer.write('\n');
  else writeText(state, ' ');
}

/** Text between special characters: Markdown, unless only HTML or code is expected. */
function writeText(state: HtmlState, text: string): void {
  const { writer } = state;
  if (state.dialect === 'html' || state.codeDepth > 0 || state.preDepth > 0) {
    writeLiteral(state, text);
    return;
  }
  if (state.blockDepth === 0) writer.write(text);
  else writeCollapsed(state, text);
}

/** Text that is to be read as it stands. */
function writeLiteral(state: HtmlState, text: string): void {
  if (state.preDepth > 0) writePreformatted(state, text);
  else writeCollapsed(state, escapeMarkdown(text, state.writer.atLineStart));
}

function writeCollapsed(state: HtmlState, text: string): void {
  const { writer } = state;
  if (state.blockDepth === 0 && !state.collapseTopLevel) {
    writer.write(text);
    return;
  }
  const collapsed = text.replace(SPACES, ' ');
  writer.write(writer.atLineStart ? collapsed.trimStart() : collapsed);
}

/** Keeps the shape of code: each line on its own, indentation in spaces that do not collapse. */
function writePreformatted(state: HtmlState, text: string): void {
  const { writer } = state;
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) writer.breakLine();
    const shown = line.trimStart();
    if (shown === '') continue;
    const indentation = writer.atLineStart ? '\u00a0'.repeat(Math.min(line.length - shown.length, 40)) : ' ';
    const space = line.length > shown.length ? indentation : '';
    writer.write(space + escapeMarkdown(shown, writer.atLineStart && space === ''));
  }
}
