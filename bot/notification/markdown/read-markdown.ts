import type { Token } from 'markdown-it';
import { addressesIn } from './addresses.ts';
import { itemsAfterBreaks } from './items-after-breaks.ts';
import { LANGUAGES } from './languages.ts';
import type { LineWriter } from './line-writer.ts';
import { parseInline, parseMarkdown } from './parse-markdown.ts';
import { QuickToken } from './quick-tokens.ts';
import { readHtml, writeMarkup } from './read-html.ts';
import { straightenIndentation } from './straighten-indentation.ts';
import { type HtmlState, newHtmlState, writeHtmlText } from './write-tag.ts';

const TASK = /^\[([ xX])\] /;

/** Writes a Markdown text, HTML in it included. Stops when `limit` UTF-16 units are written; whether it read all. */
export function readMarkdown(source: string, writer: LineWriter, limit: number): boolean {
  const straight = straightenIndentation(itemsAfterBreaks(source));
  const tokens = parseMarkdown(straight);
  return new TokenReader(writer, limit, straight, tokens).readBlocks();
}

/** The labels of definitions that some link or picture refers to. */
function usedLabels(tokens: readonly Token[]): ReadonlySet<string> {
  const labels = new Set<string>();
  const add = (list: readonly Token[]) => {
    for (const token of list) {
      if (token.type !== 'reference_definition' && typeof token.meta?.label === 'string') labels.add(token.meta.label);
      if (token.children) add(token.children);
    }
  };
  add(tokens);
  return labels;
}

class TokenReader {
  readonly #writer: LineWriter;
  readonly #limit: number;
  readonly #source: string;
  #sourceLines: string[] | undefined;
  readonly #tokens: readonly Token[];
  #used: ReadonlySet<string> | undefined;
  readonly #html: HtmlState;
  #isItemStart = false;

  constructor(writer: LineWriter, limit: number, source: string, tokens: readonly Token[]) {
    this.#writer = writer;
    this.#limit = limit;
    this.#source = source;
    this.#tokens = tokens;
    this.#html = newHtmlState(writer);
  }

  readBlocks(): boolean {
    for (const token of this.#tokens) {
      if (this.#writer.length > this.#limit) return false;
      this.#readBlock(token);
    }
    return true;
  }

  #readBlock(token: Token): void {
    const writer = this.#writer;
    switch (token.type) {
      case 'inline':
        this.#readInlines(token.children ?? []);
        return;
      case 'paragraph_open':
        if (this.#html.blockDepth === 0 || !writer.isAtLineStart) writer.breakLine();
        return;
      case 'paragraph_close':
        if (this.#html.blockDepth === 0) {
          writer.closeLink();
        }
        writer.breakLine();
        return;
      case 'heading_open':
        writer.breakLine();
        writer.openBold();
        writer.plainPictures += 1;
        return;
      case 'heading_close':
        writer.closeBold();
        writer.plainPictures -= 1;
        writer.breakLine();
        return;
      case 'bullet_list_open':
        writer.openList(undefined);
        return;
      case 'ordered_list_open':
        writer.openList(Number(token.attrGet('start') ?? 1));
        return;
      case 'bullet_list_close':
      case 'ordered_list_close':
        writer.closeList();
        return;
      case 'list_item_open':
        writer.openItem();
        this.#isItemStart = true;
        return;
      case 'list_item_close':
        writer.closeItem();
        return;
      case 'blockquote_open':
        writer.openQuote();
        return;
      case 'blockquote_close':
        writer.closeQuote();
        return;
      case 'hr':
        writer.rule();
        return;
      case 'fence':
        if (!LANGUAGES.has(token.info.trim().toLowerCase())) writer.code(token.info.trim());
        writer.code(token.content);
        return;
      case 'code_block':
        this.#readIndented(token.content);
        return;
      case 'html_block':
        readHtml(token.content, this.#html, false);
        return;
      case 'tr_open':
        writer.openRow();
        return;
      case 'tr_close':
        writer.closeRow();
        return;
      case 'th_open':
      case 'td_open':
        writer.openCell();
        if (token.tag === 'th') writer.openBold();
        return;
      case 'th_close':
        writer.closeBold();
        return;
      case 'reference_definition':
        this.#readDefinition(token);
        return;
    }
  }

  /** Indented text: code by its shape, but within HTML only indented. */
  #readIndented(content: string): void {
    if (this.#html.blockDepth === 0) {
      for (const line of content.split('\n')) {
        if (line.trim() !== '') this.#writer.code(`    ${line}`);
      }
      return;
    }
    this.#readInlines(parseInline(content.replace(/^[ \t]+/gm, '').trim()));
  }

  /** A definition that nothing refers to is a line like any other, such as `[prod]: web-01`. */
  #readDefinition(token: Token): void {
    this.#used ??= usedLabels(this.#tokens);
    if (token.map === null || this.#used.has(String(token.meta?.label))) return;
    this.#sourceLines ??= this.#source.split('\n');
    for (const line of this.#sourceLines.slice(token.map[0], token.map[1])) {
      const text = line.replace(/^[\s>]{0,100}/, '');
      // Comments of a kind: `[//]: # (text)`.
      if (/^\[(?:\/\/|comment|_)?\]: *(?:#|<>)/i.test(text)) return;
      this.#writer.breakLine();
      this.#writePlain(text);
      this.#writer.breakLine();
    }
  }

  #readInlines(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (this.#writer.length > this.#limit) return;
      this.#readInline(token);
      this.#isItemStart = false;
    }
  }

  #readInline(token: Token): void {
    const writer = this.#writer;
    switch (token.type) {
      case 'text':
      case 'text_special':
        this.#writeText(token.content);
        return;
      case 'address':
        writer.link(token.content, attributeOf(token, 'href'));
        return;
      case 'softbreak':
        if (this.#html.blockDepth > 0) writer.text(' ');
        else if (writer.isInItem) writer.text(' ');
        else writer.softBreak();
        return;
      case 'hardbreak':
        writer.softBreak();
        return;
      case 'code_inline':
        this.#writeCode(token.content);
        return;
      case 'strong_open':
        writer.openBold();
        return;
      case 'strong_close':
        writer.closeBold();
        return;
      case 'em_open':
        writer.openItalic(token.markup === '_' ? '_' : '*');
        return;
      case 'em_close':
        writer.closeItalic();
        return;
      case 'link_open':
        writer.openLink(attributeOf(token, 'href'));
        return;
      case 'link_close':
        writer.closeLink();
        return;
      case 'image':
        writer.picture(attributeOf(token, 'src'), textOf(token.children ?? []));
        return;
      case 'html_inline':
        this.#writeHtml(token);
        return;
    }
  }

  #writeText(content: string): void {
    const task = this.#isItemStart ? TASK.exec(content) : null;
    if (task === null) this.#writer.text(content);
    else this.#writer.text(`${task[1] === ' ' ? '☐' : '☑'} ${content.slice(task[0].length)}`);
  }

  /** Code that is one address is a link. */
  #writeCode(content: string): void {
    const [only, ...others] = addressesIn(content.trim());
    if (only?.href !== undefined && others.length === 0) this.#writer.link(only.text, only.href);
    else this.#writer.inlineCode(content);
  }

  #writeHtml(token: Token): void {
    if (token instanceof QuickToken && token.html !== undefined) writeMarkup(this.#html, token.html);
  }

  #writePlain(text: string): void {
    writeHtmlText(this.#html, text, false);
  }
}

/** The words of some tokens: the description of a picture. */
function textOf(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') text += ' ';
    else if (token.children) text += textOf(token.children);
    else if (token.type !== 'html_inline') text += token.content;
  }
  return text;
}

function attributeOf(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '');
}
