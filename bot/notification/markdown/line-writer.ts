import { imageLabel } from '../picture-label.ts';
import { linkUrl, webUrl } from '../web-url.ts';
import { isOtherAddress, isWorthShowing } from './addresses.ts';
import { codeShape } from './code-shape.ts';
import type { Line, Link, Run } from './lines.ts';

type Container = { kind: 'quote' } | List;
interface List {
  kind: 'list';
  /** The number of the next item; undefined for a bulleted list. */
  next: number | undefined;
  /** The mark of an item of which nothing has been written yet. */
  mark: string | undefined;
  /** Opened by an item that stands outside any list. */
  isImplied: boolean;
}

interface OpenLink {
  href: string;
  link: Link | undefined;
  /** What people read of it so far. */
  label: string;
  hasPicture: boolean;
  /** Addresses of pictures inside that cannot be drawn. */
  pictures: string[];
}

interface Row {
  cells: number;
  hasText: boolean;
  /** A line ended inside the cell; it counts only if more text comes in the same cell. */
  isBroken: boolean;
}

/** Deeper ones are read, but not indented further. */
const MAX_DEPTH = 40;
const MAX_SHOWN_DEPTH = 5;
/** More pictures become links. */
const MAX_PICTURES = 20;
const INDENT = '\u00a0'.repeat(4);
const VECTOR = /\.svg$|badge|shields\.io/i;

/** Gathers the lines of a card's text; what is open (bold, links, lists, quotations) goes on over lines until closed. */
export class LineWriter {
  readonly lines: Line[] = [];
  /** UTF-16 units so far, without marks. */
  length = 0;
  #runs: Run[] | undefined;
  #bold = 0;
  #italic = 0;
  #italicMark: '*' | '_' = '*';
  #link: OpenLink | undefined;
  readonly #containers: Container[] = [];
  #tooDeep = 0;
  #row: Row | undefined;
  /** Pictures that come after the line that is being written. */
  #pictures: Line[] = [];
  #shownPictures = 0;
  /** Where a picture has no place of its own: in headings and tables. */
  plainPictures = 0;

  get isAtLineStart(): boolean {
    return this.#runs === undefined;
  }

  get isInItem(): boolean {
    return this.#containers.at(-1)?.kind === 'list';
  }

  get isInLink(): boolean {
    return this.#link !== undefined;
  }

  /** Text that people read as it stands, without line breaks. */
  text(text: string): void {
    if (text === '') return;
    const row = this.#row;
    if (row?.isBroken === true) {
      if (row.hasText) this.#endLine();
      row.isBroken = false;
    }
    if (this.#runs === undefined && /^[ \t]*$/.test(text)) return;
    if (row !== undefined) row.hasText = true;
    this.#push(text, this.#link?.link);
    if (this.#link !== undefined) this.#link.label += text;
  }

  #push(text: string, link: Link | undefined): void {
    this.#runs ??= this.#startLine();
    this.length += text.length;
    const bold = this.#bold > 0;
    const italic = this.#italic > 0 ? this.#italicMark : '';
    const last = this.#runs.at(-1);
    if (last !== undefined && last.bold === bold && last.italic === italic && last.link === link) last.text += text;
    else this.#runs.push({ text, bold, italic, link });
  }

  /** Some lines of code: their shape stays. */
  code(text: string): void {
    this.breakLine();
    for (const line of text.split('\n')) {
      this.text(codeShape(line.trimEnd()));
      this.breakLine();
    }
  }

  /** Code inside a line. */
  inlineCode(text: string): void {
    this.text(codeShape(text));
  }

  /** A line that only divides. */
  rule(): void {
    this.breakLine();
    this.text('———');
    this.breakLine();
  }

  breakLine(): void {
    if (this.#row === undefined) this.#endLine();
    else this.#row.isBroken = true;
  }

  /** A line break inside a link is a space: links have one line. */
  softBreak(): void {
    if (this.#link === undefined) this.breakLine();
    else this.text(' ');
  }

  #endLine(): void {
    this.#runs = undefined;
    if (this.#pictures.length > 0) {
      for (const picture of this.#pictures) this.lines.push(picture);
      this.#pictures = [];
    }
  }

  #startLine(): Run[] {
    let prefix = '';
    let kind: 'text' | 'item' = 'text';
    let lists = 0;
    let quotes = 0;
    for (const [index, container] of this.#containers.entries()) {
      if (container.kind === 'quote') {
        quotes += 1;
        if (quotes <= MAX_SHOWN_DEPTH) prefix += '│ ';
        continue;
      }
      lists += 1;
      const { mark } = container;
      container.mark = undefined;
      if (mark === undefined) {
        if (lists < MAX_SHOWN_DEPTH) prefix += INDENT;
      } else if (index === 0) {
        kind = 'item';
        prefix += `${mark} `;
      } else {
        prefix += `${mark === '-' ? '•' : mark} `;
      }
    }
    const runs: Run[] = [];
    this.lines.push({ kind, prefix, runs });
    return runs;
  }

  openBold(): void {
    this.#bold += 1;
  }

  closeBold(): void {
    this.#bold = Math.max(0, this.#bold - 1);
  }

  openItalic(mark: '*' | '_' = '*'): void {
    if (this.#italic === 0) this.#italicMark = mark;
    this.#italic += 1;
  }

  closeItalic(): void {
    this.#italic = Math.max(0, this.#italic - 1);
  }

  openLink(href: string): void {
    this.closeLink();
    const url = linkUrl(href);
    this.#link = {
      href: href.trim(),
      link: url === undefined ? undefined : { url },
      label: '',
      hasPicture: false,
      pictures: [],
    };
  }

  /** An address that no link can lead to, or that the text of the link hides, is written out. */
  closeLink(): void {
    const open = this.#link;
    if (open === undefined) return;
    this.#link = undefined;
    this.#writeTarget(open);
    for (const picture of open.pictures) this.#inBrackets(picture);
  }

  #writeTarget({ href, link, hasPicture, label }: OpenLink): void {
    const shown = label.trim();
    if (link === undefined) {
      if (!isWorthShowing(href) || shown.includes(href)) return;
      this.text(shown === '' ? href : ` (${href})`);
    } else if (shown === '') {
      if (!hasPicture) this.#push(href, link);
    } else if (isOtherAddress(shown, href)) {
      this.#inBrackets(href);
    }
  }

  #inBrackets(address: string): void {
    const url = linkUrl(address);
    if (url === undefined) return;
    this.text(' (');
    this.#push(address, { url });
    this.text(')');
  }

  /** A whole link; inside another one only its text. */
  link(text: string, href: string): void {
    if (this.#link !== undefined) {
      this.text(text);
      return;
    }
    this.openLink(href);
    this.text(text);
    this.closeLink();
  }

  /** A picture after this line; where it cannot be shown, a link to it, or its description and address. */
  picture(src: string, description: string): void {
    const url = webUrl(src);
    const alt = description.replace(/\s+/g, ' ').trim();
    if (url === undefined) {
      this.#undrawn(src.trim(), alt);
      return;
    }
    const isVector = VECTOR.test(url.split(/[?#]/, 1)[0] ?? '');
    if (isVector || this.plainPictures > 0 || this.#row !== undefined || this.#shownPictures === MAX_PICTURES) {
      this.#linked(url, alt === '' ? imageLabel(url) : alt, isVector);
      return;
    }
    const link = this.#link;
    if (link !== undefined) link.hasPicture = true;
    this.#shownPictures += 1;
    this.length += url.length + alt.length;
    const href = link?.link === undefined ? undefined : webUrl(link.href);
    const picture: Line = { kind: 'picture', url, alt, href };
    if (this.#runs === undefined) this.lines.push(picture);
    else this.#pictures.push(picture);
  }

  /** A picture that no browser of a reader could load: what it shows, and what it is called. */
  #undrawn(src: string, alt: string): void {
    const isNamed = isWorthShowing(src);
    if (alt === '') this.text(isNamed ? src : '');
    else this.text(isNamed ? `${alt} (${src})` : alt);
  }

  /** A picture as a link. In another link it is only named, its address comes after; that of a badge nobody needs. */
  #linked(url: string, label: string, isBadge: boolean): void {
    if (this.#link?.link === undefined) {
      this.link(label, url);
      return;
    }
    this.text(/\S$/.test(this.#link.label) ? ` ${label}` : label);
    if (!isBadge) this.#link.pictures.push(url);
  }

  openList(start: number | undefined): void {
    this.#flushItem();
    this.#open({ kind: 'list', next: start, mark: undefined, isImplied: false });
  }

  openItem(): void {
    this.#flushItem();
    this.breakLine();
    let list = this.#containers.at(-1);
    if (list?.kind !== 'list') {
      list = { kind: 'list', next: undefined, mark: undefined, isImplied: true };
      this.#open(list);
    }
    list.mark = list.next === undefined ? '-' : `${list.next}.`;
    if (list.next !== undefined) list.next += 1;
  }

  closeItem(): void {
    this.#flushItem();
    this.breakLine();
    const list = this.#containers.at(-1);
    if (list?.kind === 'list' && list.isImplied) this.#containers.pop();
  }

  closeList(): void {
    this.#flushItem();
    this.#close('list');
  }

  openQuote(): void {
    this.#open({ kind: 'quote' });
  }

  closeQuote(): void {
    this.#close('quote');
  }

  #open(container: Container): void {
    this.breakLine();
    if (this.#containers.length < MAX_DEPTH) this.#containers.push(container);
    else this.#tooDeep += 1;
  }

  #close(kind: Container['kind']): void {
    this.breakLine();
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return;
    }
    const index = this.#containers.findLastIndex(container => container.kind === kind);
    if (index !== -1) this.#containers.splice(index);
  }

  /** An item without a text of its own still counts. */
  #flushItem(): void {
    if (!this.#containers.some(container => container.kind === 'list' && container.mark !== undefined)) return;
    this.#endLine();
    this.#push('\u00a0', undefined);
    this.#endLine();
  }

  openRow(): void {
    this.#endLine();
    this.#row = { cells: 0, hasText: false, isBroken: false };
  }

  openCell(): void {
    this.#row ??= { cells: 0, hasText: false, isBroken: false };
    const row = this.#row;
    row.isBroken = false;
    if (row.cells > 0) this.#push(' | ', undefined);
    row.cells += 1;
    row.hasText = false;
  }

  closeRow(): void {
    this.#row = undefined;
    this.#endLine();
  }

  finish(): readonly Line[] {
    this.closeLink();
    this.#flushItem();
    this.#row = undefined;
    this.#endLine();
    return this.lines;
  }
}
