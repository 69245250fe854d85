import type { StateBlock } from 'markdown-it';
import { type BlockRule, isWithin, lineText, pushBlock } from './block-rules.ts';

/** A table row by row, none of its cells left out or added; see GitHub Flavored Markdown, tables. */
export const table: BlockRule = (state, startLine, endLine, silent) => {
  if (startLine + 1 >= endLine || !isWithin(state, startLine) || !isWithin(state, startLine + 1)) return false;
  const head = lineText(state, startLine);
  if (!head.includes('|')) return false;
  const columns = ruleColumns(lineText(state, startLine + 1));
  if (columns === 0) return false;
  const cells = splitRow(head);
  if (cells.length !== columns) return false;
  if (silent) return true;
  const terminators = state.md.block.ruler.getRules('blockquote');
  pushRow(state, startLine, 'th', cells);
  let line = startLine + 2;
  for (; line < endLine && isWithin(state, line); line += 1) {
    const text = lineText(state, line);
    if (!text.includes('|') || terminators.some(rule => rule(state, line, endLine, true))) break;
    pushRow(state, line, 'td', splitRow(text));
  }
  state.line = line;
  return true;
};

/** How many columns the line below a table's head announces; 0 if it is another line. */
function ruleColumns(line: string): number {
  for (const character of line) if (!'|-: \t'.includes(character)) return 0;
  if (!line.includes('-') || !/[|:]/.test(line)) return 0;
  const cells = splitRow(line);
  return cells.every(cell => /^:?-+:?$/.test(cell)) ? cells.length : 0;
}

/** The cells of a row. A bar with a backslash is part of a cell. */
function splitRow(row: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let from = 0;
  for (let bar = row.indexOf('|'); bar !== -1; bar = row.indexOf('|', from)) {
    if (row[bar - 1] === '\\') {
      cell += `${row.slice(from, bar - 1)}|`;
    } else {
      cells.push((cell + row.slice(from, bar)).trim());
      cell = '';
    }
    from = bar + 1;
  }
  cells.push((cell + row.slice(from)).trim());
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells;
}

function pushRow(state: StateBlock, line: number, tag: 'th' | 'td', cells: readonly string[]): void {
  state.push('tr_open', 'tr', 1);
  for (const cell of cells) pushBlock(state, tag, tag, line, line + 1, cell);
  state.push('tr_close', 'tr', -1);
}
