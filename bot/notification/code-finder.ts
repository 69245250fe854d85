/** A piece of code in Markdown: between backticks in a line, or a block between fences. */
export interface Code {
  content: string;
  isBlock: boolean;
  /** The index after the closing mark. */
  end: number;
}

/** Longer than this between two backticks is not meant as code, and looking at it again and again would be slow. */
const MAX_SPAN = 5_000;

/** Finds code in one text, going forward. All runs of backticks are noted once, so the search is linear. */
export class CodeFinder {
  #source: string;
  /** For each length of a run, where such runs start; those already passed are skipped by `#passed`. */
  #runs: Map<number, number[]> | undefined;
  #passed = new Map<number, number>();

  constructor(source: string) {
    this.#source = source;
  }

  /** The code that starts at `at` (a backtick or tilde), or undefined. */
  find(at: number): Code | undefined {
    const mark = this.#source[at];
    let end = at + 1;
    while (this.#source[end] === mark) end += 1;
    if (end - at >= 3 && this.#startsLine(at)) {
      const block = this.#findBlock(at, end);
      if (block !== undefined) return block;
    }
    return mark === '`' ? this.#findSpan(at, end - at) : undefined;
  }

  #startsLine(at: number): boolean {
    let index = at - 1;
    while (index >= 0 && at - index <= 4 && this.#source[index] === ' ') index -= 1;
    return index < 0 || this.#source[index] === '\n';
  }

  /** A block that nobody closes goes on to the end of the text. */
  #findBlock(at: number, end: number): Code | undefined {
    const source = this.#source;
    const fence = source.slice(at, end);
    const lineEnd = source.indexOf('\n', end);
    if (lineEnd === -1 || (fence[0] === '`' && source.slice(end, lineEnd).includes('`'))) return undefined;
    const close = source.indexOf(`\n${fence}`, lineEnd);
    if (close === -1) return { content: source.slice(lineEnd + 1), isBlock: true, end: source.length };
    const closeEnd = source.indexOf('\n', close + 1);
    const content = source.slice(lineEnd + 1, Math.max(close, lineEnd + 1));
    return { content, isBlock: true, end: closeEnd === -1 ? source.length : closeEnd };
  }

  #findSpan(at: number, length: number): Code | undefined {
    const runs = this.#runsOf(length);
    let index = this.#passed.get(length) ?? 0;
    while (index < runs.length && (runs[index] ?? 0) <= at) index += 1;
    this.#passed.set(length, index);
    const close = runs[index];
    const start = at + length;
    if (close === undefined || close - start > MAX_SPAN) return undefined;
    const content = this.#source.slice(start, close);
    if (content.includes('\n\n')) return undefined;
    return { content, isBlock: false, end: close + length };
  }

  #runsOf(length: number): number[] {
    if (this.#runs === undefined) {
      this.#runs = new Map();
      for (const match of this.#source.matchAll(/`+/g)) {
        const starts = this.#runs.get(match[0].length);
        if (starts === undefined) this.#runs.set(match[0].length, [match.index]);
        else starts.push(match.index);
      }
    }
    return this.#runs.get(length) ?? [];
  }
}
