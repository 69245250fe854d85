const FENCE = /^[ \t]*(`{3,}|~{3,})/;
const ITEM_AFTER_BREAK = /<br[ \t]*\/?>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/i;
const BREAK = /<br[ \t]*\/?>/gi;
/** A line feed inside these would end more than a line: quotations, tables, code. */
const ONE_LINE = /^[ \t]*[>|]|[`|]|<(?:t[dhr]|pre|code|a)[\s>]|\]\(/i;

/** Items that follow a `<br>`, as templates of one line write lists, each on a line of its own. */
export function itemsAfterBreaks(source: string): string {
  if (!/<br/i.test(source)) return source;
  let fence: string | undefined;
  const lines = source.split('\n').map(line => {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      return line;
    }
    fence = mark;
    if (fence !== undefined || ONE_LINE.test(line) || !ITEM_AFTER_BREAK.test(line)) return line;
    return line.replace(BREAK, '\n');
  });
  return lines.join('\n');
}
