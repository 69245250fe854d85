const FENCE = /^[ \t]*(`{3,}|~{3,})/;
/** Four columns or more. */
const INDENTED = /^(?: {4}| {0,3}\t)/m;
const BLOCK = /^(?: {4}| {0,3}\t)[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6} |> ?|`{3}|\| )/;
const ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]/;

/**
 * Undoes the indentation that a script or a template has given to a whole text, or to a whole list in it: CommonMark
 * takes four spaces for code, and below a line of text for nothing at all.
 */
export function straightenIndentation(source: string): string {
  if (!INDENTED.test(source)) return source;
  const lines = withoutCommonIndentation(source.split('\n'));
  let fence: string | undefined;
  let isInList = false;
  let shift = 0;
  for (const [index, line] of lines.entries()) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      continue;
    }
    if (line.trim() === '') continue;
    const indent = indentOf(line);
    if (indent < shift) shift = 0;
    if (shift === 0) {
      const item = ITEM.exec(line);
      if (item !== null && !isInList && indent >= 4) shift = indent;
      isInList = item !== null || (isInList && indent > 0);
    }
    if (shift > 0) {
      lines[index] = ' '.repeat(indent - shift) + line.trimStart();
      if (indent === shift && !ITEM.test(line)) {
        shift = 0;
        isInList = false;
      }
    }
    if (mark !== undefined) fence = mark;
  }
  return lines.join('\n');
}

/** The first line, which often stands beside a quotation mark of a script, does not count. */
function withoutCommonIndentation(lines: string[]): string[] {
  if (!lines.some(line => BLOCK.test(line))) return lines;
  const [first = '', ...rest] = lines;
  let least = Number.POSITIVE_INFINITY;
  for (const line of rest) if (line.trim() !== '') least = Math.min(least, indentOf(line));
  if (least < 4 || least === Number.POSITIVE_INFINITY) return lines;
  const straight = rest.map(line => ' '.repeat(Math.max(0, indentOf(line) - least)) + line.trimStart());
  return [indentOf(first) >= 4 ? first.trimStart() : first, ...straight];
}

function indentOf(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === '\t') column += 4 - (column % 4);
    else if (character === ' ') column += 1;
    else break;
  }
  return column;
}
