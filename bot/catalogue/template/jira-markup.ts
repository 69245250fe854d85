import { escapeHtml } from './escape-html.ts';
import { jiraLineToHtml } from './jira-inline.ts';

const verbatimTag = /\{(code|noformat)(?::([^}\n]{0,200}))?\}/g;
const deepestList = 8;

/**
 * Jira's wiki markup as HTML, as far as cards show it: bold, italic, links, lists, tables, quotations, headings, code
 * (Jira, "Text formatting notation"). Linear: the text is gone through once for code, then line by line.
 */
export function jiraToHtml(text: string): string {
  const source = text.replace(/\r\n?/g, '\n');
  const lastEnd = { code: source.lastIndexOf('{code}'), noformat: source.lastIndexOf('{noformat}') };
  const html: string[] = [];
  let at = 0;
  verbatimTag.lastIndex = 0;
  for (let tag = verbatimTag.exec(source); tag; tag = verbatimTag.exec(source)) {
    const kind = tag[1] === 'code' ? 'code' : 'noformat';
    // Without an end it is text, as it is in Jira.
    if (lastEnd[kind] < verbatimTag.lastIndex) continue;
    const end = source.indexOf(`{${kind}}`, verbatimTag.lastIndex);
    html.push(linesToHtml(source.slice(at, tag.index)), titleOf(tag[2] ?? ''));
    html.push(`<pre>${escapeHtml(source.slice(verbatimTag.lastIndex, end).replace(/^\n/, ''))}</pre>`);
    at = end + kind.length + 2;
    verbatimTag.lastIndex = at;
  }
  html.push(linesToHtml(source.slice(at)));
  return html.join('');
}

/** `title=Main.java|borderStyle=solid` of code or a panel. */
function titleOf(parameters: string): string {
  const [, title = ''] = /(?:^|\|)title=([^|]*)/.exec(parameters) ?? [];
  return title.trim() === '' ? '' : `<p><b>${escapeHtml(title.trim())}</b></p>`;
}

/** What ends a list without an empty line before it. */
const ownBlock = /^[ \t]*(?:h[1-6]\.[ \t]|bq\.[ \t]|-{4,}[ \t]*$|\{(?:quote|panel)[:}])/;
const item = /^[ \t]*([*#-]+)[ \t]+(.*)$/;

function linesToHtml(text: string): string {
  const writer = new BlockWriter();
  for (const line of text.split('\n')) writer.line(line);
  return writer.end();
}

/** Writes lines as blocks: what a line goes on with, and what it ends, depends on what is open. */
class BlockWriter {
  readonly #html: string[] = [];
  /** The open lists, outermost first. */
  #lists: ('ul' | 'ol')[] = [];
  #isTable = false;
  #isQuote = false;
  #isParagraph = false;

  line(line: string): void {
    const listed = item.exec(line);
    // Dashes are a line drawn across, or a dash in a text.
    if (listed?.[1] !== undefined && !/^-{2,}$/.test(listed[1])) this.#item(listed[1], listed[2] ?? '');
    else if (/^[ \t]*\|/.test(line)) this.#row(line.trim());
    else if (this.#lists.length > 0 && line.trim() !== '' && !ownBlock.test(line))
      this.#html.push('<br>', jiraLineToHtml(line.trim()));
    else this.#block(line);
  }

  end(): string {
    this.#close();
    if (this.#isQuote) this.#html.push('</blockquote>');
    return this.#html.join('');
  }

  #block(line: string): void {
    const [, heading] = /^[ \t]*h[1-6]\.[ \t]+(.*)$/.exec(line) ?? [];
    const [, quotation] = /^[ \t]*bq\.[ \t]+(.*)$/.exec(line) ?? [];
    if (line.trim() === '') this.#close();
    else if (heading !== undefined) this.#whole(`<p><b>${jiraLineToHtml(heading)}</b></p>`);
    else if (quotation !== undefined) this.#whole(`<blockquote>${jiraLineToHtml(quotation)}</blockquote>`);
    else if (/^[ \t]*-{4,}[ \t]*$/.test(line)) this.#whole('<hr>');
    else if (/\{(?:quote|panel)[:}]/.test(line)) this.#quoted(line);
    else this.#paragraph(line);
  }

  #paragraph(line: string): void {
    if (this.#isTable || this.#lists.length > 0) this.#close();
    this.#html.push(this.#isParagraph ? '<br>' : '<p>', jiraLineToHtml(line.trim()));
    this.#isParagraph = true;
  }

  /** `{quote}` and `{panel:title=…}` begin and end a quotation, wherever they stand. */
  #quoted(line: string): void {
    for (const part of line.split(/(\{(?:quote|panel(?::[^{}]*)?)\})/)) {
      if (/^\{(?:quote|panel)[:}]/.test(part)) {
        this.#close();
        this.#html.push(this.#isQuote ? '</blockquote>' : `<blockquote>${titleOf(part.slice(7, -1))}`);
        this.#isQuote = !this.#isQuote;
      } else if (part.trim() !== '') this.#paragraph(part);
    }
  }

  #whole(html: string): void {
    this.#close();
    this.#html.push(html);
  }

  #item(marks: string, text: string): void {
    if (this.#isTable || this.#isParagraph) this.#close();
    const wanted = [...marks.slice(0, deepestList)].map(mark => (mark === '#' ? 'ol' : 'ul'));
    let same = 0;
    while (same < wanted.length && wanted[same] === this.#lists[same]) same += 1;
    // An item of another kind at the same depth begins a list of its own.
    const kept = Math.min(same, wanted.length);
    const isNext = kept === wanted.length;
    while (this.#lists.length > kept) this.#html.push('</li>', `</${this.#lists.pop()}>`);
    if (isNext) this.#html.push('</li>');
    for (const kind of wanted.slice(kept)) {
      this.#html.push(`<${kind}>`);
      this.#lists.push(kind);
      if (this.#lists.length < wanted.length) this.#html.push('<li>');
    }
    this.#html.push('<li>', jiraLineToHtml(text.trim()));
  }

  /** `||head||head||` or `|cell|cell|`. */
  #row(line: string): void {
    if (!this.#isTable) {
      this.#close();
      this.#html.push('<table>');
      this.#isTable = true;
    }
    const cells = cellsOf(line).map(({ isHead, text }) => {
      const tag = isHead ? 'th' : 'td';
      return `<${tag}>${jiraLineToHtml(text.trim())}</${tag}>`;
    });
    this.#html.push('<tr>', ...cells, '</tr>');
  }

  #close(): void {
    while (this.#lists.length > 0) this.#html.push('</li>', `</${this.#lists.pop()}>`);
    if (this.#isTable) this.#html.push('</table>');
    if (this.#isParagraph) this.#html.push('</p>');
    this.#isTable = false;
    this.#isParagraph = false;
  }
}

interface Cell {
  isHead: boolean;
  text: string;
}

/** The cells of a row; a bar inside a link, a picture or braces is none between cells. */
function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  const between = /\|\|?|\\.|\[[^[\]]*\]|\{[^{}]*\}|![^!|\s][^!|]*\|[^!]*!|./gsy;
  let cell: Cell | undefined;
  for (let piece = between.exec(line); piece; piece = between.exec(line)) {
    const [text] = piece;
    if (text !== '|' && text !== '||') {
      if (cell) cell.text += text;
      continue;
    }
    if (cell) cells.push(cell);
    cell = { isHead: text === '||', text: '' };
  }
  if (cell && cell.text.trim() !== '') cells.push(cell);
  return cells;
}
