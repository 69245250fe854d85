import { readTag, type Tag, tagKind } from '../html-tags.ts';

/** A piece of HTML in a text, and the index after it. */
export type Markup =
  | { kind: 'tag'; tag: Tag; end: number }
  /** An element whose content is not read as Markdown: `<pre>`, `<code>`. */
  | { kind: 'code'; tag: Tag; content: string; end: number }
  | { kind: 'text'; text: string; end: number }
  /** A comment, a declaration, a script: nothing that is meant to be read. */
  | { kind: 'nothing'; end: number };

const CODE = new Set(['pre', 'listing', 'xmp', 'code', 'kbd', 'samp', 'tt', 'textarea']);

/** What begins with `<!` or `<?`, how it ends, and how much of it is no text. */
const DECLARATIONS: readonly [start: RegExp, end: string][] = [
  [/<!--/y, '-->'],
  [/<!\[CDATA\[/y, ']]>'],
  [/<(?:\?xml|!doctype)/iy, '>'],
];

/** Finds the HTML in one text. Ends of elements are noted once, and what never ends is looked for once: linear. */
export class MarkupFinder {
  readonly #text: string;
  /** For each element, where its end tags begin. */
  #ends: Map<string, number[]> | undefined;
  readonly #endless = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** What starts at `at` (a `<`) and ends by `limit`, or undefined: then it is a mere character. */
  find(at: number, limit = this.#text.length): Markup | undefined {
    const markup = this.#find(at);
    return markup !== undefined && markup.end <= limit ? markup : undefined;
  }

  #find(at: number): Markup | undefined {
    const next = this.#text[at + 1];
    if (next === '!' || next === '?') return this.#declaration(at);
    const tag = readTag(this.#text, at);
    if (tag === undefined) return undefined;
    const kind = tagKind(tag.name);
    if (kind === 'unknown') return undefined;
    if (kind !== 'unreadable' && (tag.isEnd || !CODE.has(tag.name))) return { kind: 'tag', tag, end: tag.end };
    if (tag.isEnd) return { kind: 'nothing', end: tag.end };
    const close = this.#endOf(tag);
    if (kind === 'unreadable') return close && { kind: 'nothing', end: close.end };
    if (close === undefined) return { kind: 'tag', tag, end: tag.end };
    return { kind: 'code', tag, content: this.#text.slice(tag.end, close.start), end: close.end };
  }

  #declaration(at: number): Markup | undefined {
    const found = DECLARATIONS.find(([start]) => {
      start.lastIndex = at;
      return start.test(this.#text);
    });
    if (found === undefined || this.#endless.has(found[1])) return undefined;
    const mark = found[1];
    const start = mark === '-->' ? at + 2 : at + 9;
    const close = this.#text.indexOf(mark, start);
    if (close === -1) {
      this.#endless.add(mark);
      return undefined;
    }
    const end = close + mark.length;
    return mark === ']]>' ? { kind: 'text', text: this.#text.slice(start, close), end } : { kind: 'nothing', end };
  }

  #endOf(tag: Tag): { start: number; end: number } | undefined {
    const start = firstFrom(this.#endTags().get(tag.name) ?? [], tag.end);
    if (start === undefined) return undefined;
    const end = readTag(this.#text, start)?.end;
    return end === undefined ? undefined : { start, end };
  }

  #endTags(): Map<string, number[]> {
    if (this.#ends !== undefined) return this.#ends;
    this.#ends = new Map();
    for (const match of this.#text.matchAll(/<\/([a-z][a-z0-9]*)(?=[\s/>])/gi)) {
      const name = (match[1] ?? '').toLowerCase();
      const starts = this.#ends.get(name);
      if (starts === undefined) this.#ends.set(name, [match.index]);
      else starts.push(match.index);
    }
    return this.#ends;
  }
}

/** The first of some ascending numbers that is at least `least`. */
export function firstFrom(numbers: readonly number[], least: number): number | undefined {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return numbers[low];
}
