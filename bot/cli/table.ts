import { visibleLine } from '../notification/visible-text.ts';

/** Columns of text, each as wide as its widest cell, which is one line; `none` where there are no rows. */
export function table(headings: string[], rows: (string | number | null)[][], none: string): string {
  if (rows.length === 0) return none;
  const cells = [headings, ...rows.map(row => row.map(cell => visibleLine(String(cell ?? ''))))];
  const widths = headings.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)));
  return cells
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A point in time as people read it, in UTC. */
export const time = (milliseconds: number | null) =>
  milliseconds === null ? '' : new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 19);
