import { escapeMarkdown } from './escape-markdown.ts';
import type { HtmlState } from './html-state.ts';
import { attribute, type Tag } from './html-tags.ts';
import { imageLabel } from './picture-label.ts';
import { linkUrl } from './web-url.ts';

const BOLD_BLOCK = /^(?:h[1-6]|dt|caption)$/;

/** A tag that begins or ends a line, or several. */
export function writeBlockTag(state: HtmlState, tag: Tag): void {
  const { writer } = state;
  if (tag.isEnd) closeBlock(state, tag.name);
  writer.breakLine();
  if (tag.name === 'hr') {
    writer.write('———');
    writer.breakLine();
  } else if (!tag.isEnd) {
    openBlock(state, tag);
  }
}

function openBlock(state: HtmlState, tag: Tag): void {
  const { writer } = state;
  state.blockDepth += 1;
  switch (tag.name) {
    case 'ul':
      state.lists.push('bullet');
      break;
    case 'ol': {
      const start = Number.parseInt(attribute(tag, 'start') ?? '1', 10);
      state.lists.push(start >= 0 && start < 1e8 ? start : 1);
      break;
    }
    case 'li': {
      const depth = Math.max(state.lists.length, 1);
      const list = state.lists.at(-1) ?? 'bullet';
      if (typeof list === 'number') state.lists[depth - 1] = list + 1;
      writer.write(`${'    '.repeat(Math.min(depth, 5) - 1)}${list === 'bullet' ? '-' : `${list}.`} `);
      // `<li>` is often left open; the next one must not count as inside it.
      state.blockDepth -= 1;
      break;
    }
    case 'pre':
      state.preDepth += 1;
      break;
    case 'blockquote':
      state.quoteDepth += 1;
      writer.linePrefix = '> '.repeat(Math.min(state.quoteDepth, 3));
      break;
    case 'tr':
      state.cells = 0;
      break;
    default:
      if (BOLD_BLOCK.test(tag.name)) writer.open({ mark: '**' });
  }
}

function closeBlock(state: HtmlState, name: string): void {
  const { writer } = state;
  if (name !== 'li') state.blockDepth = Math.max(state.blockDepth - 1, 0);
  if (name === 'ul' || name === 'ol') state.lists.pop();
  if (name === 'pre') state.preDepth = Math.max(state.preDepth - 1, 0);
  if (name === 'blockquote') {
    state.quoteDepth = Math.max(state.quoteDepth - 1, 0);
    writer.linePrefix = '> '.repeat(Math.min(state.quoteDepth, 3));
  }
  if (BOLD_BLOCK.test(name)) writer.close('**');
}

/** A tag within a line: its Markdown, a picture as a link, or nothing. */
export function writeInlineTag(state: HtmlState, tag: Tag): void {
  const { writer } = state;
  switch (tag.name) {
    case 'br':
      writer.breakLine();
      return;
    case 'b':
    case 'strong':
      tag.isEnd ? writer.close('**') : writer.open({ mark: '**' });
      return;
    case 'i':
    case 'em':
      tag.isEnd ? writer.close('*') : writer.open({ mark: '*' });
      return;
    case 'a':
      writer.close('link');
      if (!tag.isEnd) writer.open({ mark: 'link', url: linkUrl(attribute(tag, 'href') ?? '') });
      return;
    case 'code':
    case 'kbd':
    case 'samp':
    case 'tt':
      state.codeDepth = tag.isEnd ? Math.max(state.codeDepth - 1, 0) : state.codeDepth + 1;
      return;
    case 'img':
      if (!tag.isEnd) writeImage(state, tag);
      return;
    case 'q':
      writer.write('"');
      return;
    case 'td':
    case 'th':
      writeCell(state, tag);
      return;
  }
}

function writeImage(state: HtmlState, tag: Tag): void {
  const { writer } = state;
  const url = linkUrl(attribute(tag, 'src') ?? '');
  const alt = escapeMarkdown(attribute(tag, 'alt')?.replace(/\s+/g, ' ').trim() ?? '', false);
  if (url === undefined) writer.write(alt);
  else if (writer.isOpen('link')) writer.write(alt || imageLabel(url));
  else writer.write(`[${alt || imageLabel(url)}](${url})`);
}

function writeCell(state: HtmlState, tag: Tag): void {
  const { writer } = state;
  if (tag.isEnd) {
    if (tag.name === 'th') writer.close('**');
    return;
  }
  if (state.cells > 0) writer.write(' | ');
  state.cells += 1;
  if (tag.name === 'th') writer.open({ mark: '**' });
}
