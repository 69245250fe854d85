/** What wraps a part of a line: bold, italic, or a link. */
export type Span = { mark: '**' | '*' } | { mark: 'link'; url: string | undefined };

interface OpenSpan {
  span: Span;
  /** Index of the first part inside; parts before it are finished. */
  start: number;
}

/** Gathers Markdown line by line and puts the marks around finished spans, so that they always come in pairs. */
export class MarkdownWriter {
  #parts: string[] = [];
  #open: OpenSpan[] = [];
  #atLineStart = true;
  #length = 0;
  /** Put before the first text of each line, for quotations. */
  linePrefix = '';

  get length(): number {
    return this.#length;
  }

  get atLineStart(): boolean {
    return this.#atLineStart;
  }

  write(text: string): void {
    if (text === '') return;
    const isBreak = text === '\n';
    if (this.#atLineStart && this.linePrefix !== '' && !isBreak) this.#parts.push(this.linePrefix);
    this.#parts.push(text);
    this.#length += text.length;
    this.#atLineStart = isBreak;
  }

  breakLine(): void {
    if (!this.#atLineStart) this.write('\n');
  }

  isOpen(mark: Span['mark']): boolean {
    return this.#open.some(open => open.span.mark === mark);
  }

  open(span: Span): void {
    this.#open.push({ span, start: this.#parts.length });
  }

  /** Ends the innermost span of that kind, and what is still open inside it. */
  close(mark: Span['mark']): void {
    if (!this.isOpen(mark)) return;
    for (let open = this.#open.pop(); open !== undefined; open = this.#open.pop()) {
      const content = this.#parts.splice(open.start).join('');
      // Text of an outer span of the same kind is wrapped once, by the outer one.
      const wrapped = this.isOpen(open.span.mark) ? content : wrap(content, open.span);
      if (wrapped !== '') this.#parts.push(wrapped);
      if (open.span.mark === mark) return;
    }
  }

  finish(): string {
    for (let last = this.#open.at(-1); last !== undefined; last = this.#open.at(-1)) this.close(last.span.mark);
    return this.#parts.join('');
  }
}

/** The start of a line that is not its text: indentation, quotation marks, a list's bullet. */
const LINE_START = /^[ \u00a0]*(?:> )*(?:- |\d{1,9}\. )?/;

function wrap(content: string, span: Span): string {
  if (span.mark === 'link') return wrapLink(content, span.url);
  return content
    .split('\n')
    .map(line => {
      const start = LINE_START.exec(line)?.[0] ?? '';
      const text = line.slice(start.length).trimEnd();
      if (text === '') return line;
      return `${start}${span.mark}${text}${span.mark}${line.slice(start.length + text.length)}`;
    })
    .join('\n');
}

function wrapLink(content: string, url: string | undefined): string {
  const label = content.replaceAll('\n', ' ').trim();
  if (url === undefined || label === '') return content;
  const before = content.startsWith(' ') ? ' ' : '';
  const after = content.endsWith(' ') ? ' ' : '';
  return `${before}[${label}](${url})${after}`;
}
