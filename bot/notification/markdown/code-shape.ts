const MAX_INDENT = 40;
const SPACES = /\t|^ +| {2,}/g;

/** A line of code whose spaces do not collapse: the indentation, tabs, and what is lined up. */
export function codeShape(line: string): string {
  return line.replace(SPACES, (spaces, at: number) => {
    if (spaces === '\t') return '\u00a0'.repeat(4);
    if (at === 0) return '\u00a0'.repeat(Math.min(spaces.length, MAX_INDENT));
    return `${'\u00a0'.repeat(Math.min(spaces.length - 1, MAX_INDENT))} `;
  });
}
