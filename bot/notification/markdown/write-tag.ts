import { decodeEntities } from '../html-entities.ts';
import { attributesOf, type Tag, tagKind } from '../html-tags.ts';
import { addressesIn } from './addresses.ts';
import type { LineWriter } from './line-writer.ts';

/** How a text with HTML has been read so far. */
export interface HtmlState {
  readonly writer: LineWriter;
  /** Inside a block of HTML a line break of the source is a mere space. */
  blockDepth: number;
  /** What made text bold and is still open: `h`, `dt`, `th`, `caption`. */
  readonly boldBlocks: string[];
}

export function newHtmlState(writer: LineWriter): HtmlState {
  return { writer, blockDepth: 0, boldBlocks: [] };
}

const BOLD_BLOCK = /^(?:h[1-6]|dt|th|caption)$/;
/** What ends an element that has no end tag (HTML, optional tags). */
const ENDED_BY: { readonly [block: string]: RegExp } = {
  h: /^h[1-6]$/,
  dt: /^d[tdl]$/,
  th: /^(?:t[dhr]|tbody|tfoot|table)$/,
  caption: /^(?:t[dhr]|thead|tbody|table)$/,
};
const QUOTE = new Set(['blockquote']);
const LIST = new Set(['ul', 'ol', 'menu', 'dir']);

/** A tag that was found in a text, written as what Teams draws of it. */
export function writeTag(state: HtmlState, tag: Tag): void {
  endBold(state, tag);
  if (tagKind(tag.name) === 'block') writeBlockTag(state, tag);
  else writeInlineTag(state, tag);
}

function endBold({ writer, boldBlocks }: HtmlState, { name, isEnd }: Tag): void {
  const last = boldBlocks.at(-1);
  if (last === undefined || !(ENDED_BY[last]?.test(name) || (isEnd && last === name))) return;
  boldBlocks.pop();
  writer.closeBold();
}

function startBold({ writer, boldBlocks }: HtmlState, { name, isEnd }: Tag): void {
  if (isEnd || !BOLD_BLOCK.test(name)) return;
  boldBlocks.push(/^h\d/.test(name) ? 'h' : name);
  writer.openBold();
}

function writeBlockTag(state: HtmlState, tag: Tag): void {
  const { writer } = state;
  const { name, isEnd } = tag;
  if (name === 'hr') {
    writer.rule();
    return;
  }
  if (name === 'li') {
    isEnd ? writer.closeItem() : writer.openItem();
    return;
  }
  if (LIST.has(name)) {
    isEnd ? writer.closeList() : writer.openList(name === 'ol' ? listStart(tag) : undefined);
  } else if (QUOTE.has(name)) {
    isEnd ? writer.closeQuote() : writer.openQuote();
  } else if (name === 'tr') {
    isEnd ? writer.closeRow() : writer.openRow();
  } else {
    writer.breakLine();
    startBold(state, tag);
  }
  state.blockDepth = isEnd ? Math.max(0, state.blockDepth - 1) : state.blockDepth + 1;
}

function listStart(tag: Tag): number {
  const start = Number.parseInt(attributesOf(tag).start ?? '1', 10);
  return start >= 0 && start < 1e8 ? start : 1;
}

function writeInlineTag(state: HtmlState, tag: Tag): void {
  const { writer } = state;
  switch (tag.name) {
    case 'br':
      writer.softBreak();
      return;
    case 'b':
    case 'strong':
      tag.isEnd ? writer.closeBold() : writer.openBold();
      return;
    case 'i':
    case 'em':
      tag.isEnd ? writer.closeItalic() : writer.openItalic();
      return;
    case 'a':
      writer.closeLink();
      if (!tag.isEnd) writer.openLink(attributesOf(tag).href ?? '');
      return;
    case 'q':
      writer.text('"');
      return;
    case 'th':
    case 'td':
      if (!tag.isEnd) writer.openCell();
      startBold(state, tag);
      return;
    case 'rp':
      return;
    case 'img':
    case 'image':
      if (!tag.isEnd) writeImage(writer, tag);
      return;
    case 'iframe':
    case 'embed':
    case 'video':
    case 'audio':
    case 'source':
    case 'object':
    case 'frame':
      if (!tag.isEnd) writeEmbedded(writer, tag);
      return;
  }
}

/** Up to this width or height a picture is an icon beside a word, not something to look at. */
const MAX_ICON = 32;

/**
 * An icon is no picture of the card: its description stands for it, and where that is empty it is decoration.
 * `alt=""` says the same of any picture (HTML, the alt attribute).
 */
function writeImage(writer: LineWriter, tag: Tag): void {
  const { src = '', alt, width = '', height = '' } = attributesOf(tag);
  const isIcon = [width, height].some(side => /^\d{1,4}(?:px)?$/.test(side) && Number.parseInt(side, 10) <= MAX_ICON);
  if (alt === '') return;
  if (isIcon) writer.text(alt ?? '');
  else writer.picture(src, alt ?? '');
}

/** What plays or is shown in a page becomes a link to it. */
function writeEmbedded(writer: LineWriter, tag: Tag): void {
  const { src, data } = attributesOf(tag);
  const address = src ?? data ?? '';
  if (address !== '' && !writer.isInLink) writer.link('', address);
}

/** Text of HTML, references decoded; addresses in it become links. */
export function writeHtmlText({ writer }: HtmlState, source: string, isCollapsed: boolean): void {
  const text = isCollapsed ? source.replace(/[ \t\n\r\f]+/g, ' ') : source;
  const decoded = decodeEntities(text).replace(/[\n\t]/g, ' ');
  if (writer.isInLink) {
    writer.text(decoded);
    return;
  }
  for (const part of addressesIn(decoded)) {
    if (part.href === undefined) writer.text(part.text);
    else writer.link(part.text, part.href);
  }
}
