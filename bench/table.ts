/** A Markdown table, its columns padded so that it can be read in a terminal too. Numbers belong to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** A count with its thousands apart, such as `12,345`. */
export const count = (value: number) => Math.round(value).toLocaleString('en-US');
/** With so many digits after the point. */
export const fixed = (value: number, digits = 1) => value.toFixed(digits);
