/**
 * How a JSON text is written where it stands: as it is, or percent-encoded as in a form. Its quotes may have
 * backslashes before them: it may be a string in another JSON text.
 */
export interface Notation {
  /** A run of backslashes, a quote, a bracket, or where the text ends that the JSON stands in. Global. */
  sign: RegExp;
  /** Characters of one backslash. */
  backslash: number;
  /** What opens and closes an object or a list, as `sign` finds it, in capitals. */
  open: readonly string[];
  close: readonly string[];
  /** A value that is neither quoted nor in brackets: numbers and words. Sticky. */
  bare: RegExp;
}

export const plain: Notation = {
  sign: /\\+|["'{}[\]]/g,
  backslash: 1,
  open: ['{', '['],
  close: ['}', ']'],
  bare: /[^\s,{}[\]"'\\&]+/y,
};

export const encoded: Notation = {
  sign: /(?:%5C)+|%2[27]|%[57][BD]|[&\s]/gi,
  backslash: 3,
  open: ['%7B', '%5B'],
  close: ['%7D', '%5D'],
  bare: /(?:[\w.-]|%2[BE]|\+(?=\w))+/iy,
};

/** A quote with what is before it. */
export interface Quote {
  sign: string;
  /** How often the text is a string in a string: 0 where the quote has no backslash, 1 where it has one. */
  depth: number;
  /** Behind the quote. */
  end: number;
}

/**
 * Each string in a string doubles the backslashes of what is in it and puts one before each quote. So a quote of depth
 * d has 2^d - 1 backslashes behind those that belong to the text: as many ones are at the end of their number, written
 * in binary, as the quote is deep.
 */
export const depthOf = (backslashes: number) => 31 - Math.clz32(backslashes ^ (backslashes + 1));

interface Sign {
  /** In capitals: a quote, a bracket, or one white space or ampersand. */
  text: string;
  backslashes: number;
  start: number;
  end: number;
}

/** The next sign from `from` on, with the backslashes before it. */
function nextSign(text: string, from: number, { sign, backslash }: Notation): Sign | undefined {
  let run = { length: 0, end: -1 };
  sign.lastIndex = from;
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    const [one] = found;
    const end = found.index + one.length;
    if (one[0] === '\\' || /^%5C/i.test(one)) run = { length: one.length / backslash, end };
    else {
      const backslashes = run.end === found.index ? run.length : 0;
      return { text: one.toUpperCase(), backslashes, start: found.index, end };
    }
  }
  return undefined;
}

const isEnd = (text: string) => /^[&\s]/.test(text);

/** Where the string ends that `quote` opens: before its closing quote, or where what it stands in ends. */
export function endOfString(text: string, { sign, depth, end }: Quote, notation: Notation): number {
  for (let next = nextSign(text, end, notation); next; next = nextSign(text, next.end, notation)) {
    if (isEnd(next.text)) return next.start;
    if (next.text !== sign) continue;
    const found = depthOf(next.backslashes);
    if (found <= depth) return next.start - (2 ** found - 1) * notation.backslash;
  }
  return text.length;
}

/**
 * Where the object or list ends whose bracket is at `start`: behind its end, or where what it stands in ends. `quote`
 * is one of those around its name; the other kind of quote is a character like any other.
 */
export function endOfBrackets(text: string, start: number, quote: Omit<Quote, 'end'>, notation: Notation): number {
  let open = 0;
  for (let next = nextSign(text, start, notation); next; ) {
    if (isEnd(next.text)) return next.start;
    let end = next.end;
    if (next.text === quote.sign) {
      const depth = depthOf(next.backslashes);
      if (depth < quote.depth) return next.start - next.backslashes * notation.backslash;
      const escaping = (2 ** depth - 1) * notation.backslash;
      end = endOfString(text, { sign: next.text, depth, end }, notation) + escaping + next.text.length;
    } else if (notation.open.includes(next.text)) open += 1;
    else if (notation.close.includes(next.text)) open -= 1;
    if (open <= 0 && notation.close.includes(next.text)) return end;
    next = nextSign(text, end, notation);
  }
  return text.length;
}
