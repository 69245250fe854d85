/** Outside of strings: where one begins, and comments, in which quotes are none. */
const outside = /["']|\/\/[^\n\r\u2028\u2029]*|\/\*/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
const inside = /["'\\\u0000-\u001f]/g;
const escapeOfJson = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
/** A string that goes on in the next line, as JSON5 has it. */
const continuation = /\\(?:\r\n|[\n\r\u2028\u2029])/y;

/**
 * A text that is nearly JSON with its strings made right: a raw line feed, tab or other control character becomes its
 * escape, as Microsoft's parser took it and shell scripts send it; a backslash that begins no escape, as in `C:\ 91 %`,
 * is a backslash. JSON stays as it is. Strings may be in single quotes. Takes time in proportion to the length.
 */
export function repairJson(text: string): string {
  let repaired = '';
  let done = 0;
  outside.lastIndex = 0;
  for (let found = outside.exec(text); found; found = outside.exec(text)) {
    const [sign] = found;
    if (sign === '/*') {
      const end = text.indexOf('*/', outside.lastIndex);
      if (end === -1) break;
      outside.lastIndex = end + 2;
    } else if (sign === '"' || sign === "'") {
      const string = repairString(text, outside.lastIndex, sign);
      if (string.repaired !== undefined) {
        repaired += text.slice(done, outside.lastIndex) + string.repaired;
        done = string.end;
      }
      outside.lastIndex = string.end;
    }
  }
  return repaired + text.slice(done);
}

/** The string whose characters begin at `start`; `end` is at its closing quote. `repaired` where it was not right. */
function repairString(text: string, start: number, quote: string): { end: number; repaired: string | undefined } {
  let repaired: string | undefined;
  let done = start;
  const replace = (from: number, to: number, by: string) => {
    repaired = (repaired ?? '') + text.slice(done, from) + by;
    done = to;
  };
  inside.lastIndex = start;
  for (let found = inside.exec(text); found; found = inside.exec(text)) {
    const [sign] = found;
    const at = found.index;
    if (sign === quote) {
      const end = at + 1;
      return { end, repaired: repaired === undefined ? undefined : repaired + text.slice(done, end) };
    }
    if (sign === '\\') inside.lastIndex = repairEscape(text, at, quote, replace);
    else if (sign !== '"' && sign !== "'") replace(at, at + 1, JSON.stringify(sign).slice(1, -1));
  }
  return { end: text.length, repaired: repaired === undefined ? undefined : repaired + text.slice(done) };
}

/** Answers where the text goes on. */
function repairEscape(
  text: string,
  at: number,
  quote: string,
  replace: (from: number, to: number, by: string) => void,
): number {
  const known = matchAt(escapeOfJson, text, at);
  if (known !== undefined) return at + known.length;
  const next = text[at + 1];
  if (next === "'") {
    if (quote === '"') replace(at, at + 1, '');
    return at + 2;
  }
  const line = matchAt(continuation, text, at);
  replace(at, at + (line?.length ?? 1), line === undefined ? '\\\\' : '');
  return at + (line?.length ?? 1);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
