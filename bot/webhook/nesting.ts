/**
 * Whether a JSON text is nested more than `depth` levels deep, or has more than `values` values in it. Found out
 * beforehand: `JSON.parse` takes a tenth of a second for a megabyte of brackets, and twenty times as much memory as the
 * text has, which not even the limit of a thread would stop. What is no JSON may be answered either way.
 */
export function isTooComplex(text: string, most: { depth: number; values: number }): boolean {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case openBracket:
      case openBrace:
        depth += 1;
        values += 1;
        if (depth > most.depth) return true;
        break;
      case closeBracket:
      case closeBrace:
        depth -= 1;
        break;
      case comma:
        values += 1;
        if (values > most.values) return true;
        break;
      case quote:
        at = endOfString(text, at);
    }
  }
  return values > most.values;
}

const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const [comma, quote, backslash] = [0x2c, 0x22, 0x5c];

/** Where the string that begins at `start` has its closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at += 1;
  }
  return text.length;
}
