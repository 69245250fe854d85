import { type Inline, readInline } from './inline.ts';

export type Block =
  | { kind: 'heading'; level: number; inner: Inline[] }
  | { kind: 'paragraph'; inner: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] };

/** Lists within lists. */
const deepest = 6;

const fence = /^( {0,3})(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;
const item = /^( {0,3})([-*+]|(\d{1,9})[.)])( +)(?=\S)/;
const tableRule = /^ {0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/**
 * Reads the Markdown of a connector's guide: headings, paragraphs, lists with anything in their items, code between
 * fences, tables. There is no HTML and there are no pictures; what it does not know stays as the text it is.
 */
export function readGuide(markdown: string): Block[] {
  return readBlocks(markdown.replace(/\r\n?/g, '\n').split('\n'));
}

/** @param depth in how many lists the lines stand; those of what lies too deep are text */
function readBlocks(lines: readonly string[], depth = 0): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const taken =
      line.trim() === ''
        ? { length: 1 }
        : (takeFence(lines, at) ??
          takeHeading(line) ??
          takeList(lines, at, depth) ??
          takeTable(lines, at) ??
          takeParagraph(lines, at));
    if (taken.block) blocks.push(taken.block);
    at += taken.length;
  }
  return blocks;
}

interface Taken {
  block?: Block;
  /** In lines. */
  length: number;
}

function takeFence(lines: readonly string[], at: number): Taken | undefined {
  const [, indent = '', marks = ''] = fence.exec(lines[at] ?? '') ?? [];
  if (marks === '') return undefined;
  const end = lines.findIndex((line, index) => index > at && line.trim().startsWith(marks) && fence.test(line));
  const inner = lines.slice(at + 1, end === -1 ? undefined : end);
  return {
    block: { kind: 'code', text: inner.map(line => unindented(line, indent.length)).join('\n') },
    length: inner.length + 2,
  };
}

function takeHeading(line: string): Taken | undefined {
  const [, marks = '', text = ''] = heading.exec(line) ?? [];
  return marks === ''
    ? undefined
    : { block: { kind: 'heading', level: marks.length, inner: readInline(text) }, length: 1 };
}

function takeList(lines: readonly string[], at: number, depth: number): Taken | undefined {
  if (depth >= deepest) return undefined;
  const first = item.exec(lines[at] ?? '');
  if (!first) return undefined;
  const ordered = first[3] !== undefined;
  const items: Block[][] = [];
  let next = at;
  while (next < lines.length) {
    const begin = item.exec(lines[next] ?? '');
    if (!begin || (begin[3] !== undefined) !== ordered) break;
    const width = begin[0].length;
    let end = next + 1;
    while (end < lines.length && belongs(lines, end, width)) end += 1;
    const inner = lines
      .slice(next, end)
      .map((line, index) => (index === 0 ? line.slice(width) : unindented(line, width)));
    items.push(readBlocks(inner, depth + 1));
    next = end;
  }
  return { block: { kind: 'list', ordered, start: Number(first[3] ?? 1), items }, length: next - at };
}

/** Whether a line is part of the list item whose text begins `width` characters in. */
function belongs(lines: readonly string[], at: number, width: number): boolean {
  const line = lines[at] ?? '';
  if (line.trim() === '') {
    const next = lines.slice(at).find(each => each.trim() !== '') ?? '';
    return indentOf(next) >= width || item.test(next);
  }
  if (indentOf(line) >= width) return true;
  // A paragraph may go on without being indented; anything else begins anew.
  return !item.test(line) && !heading.test(line) && !fence.test(line) && (lines[at - 1] ?? '').trim() !== '';
}

function takeTable(lines: readonly string[], at: number): Taken | undefined {
  const rule = lines[at + 1] ?? '';
  if (!(lines[at] ?? '').includes('|') || !rule.includes('-') || !tableRule.test(rule)) return undefined;
  let end = at + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|')) end += 1;
  const rows = lines.slice(at + 2, end).map(cells);
  return { block: { kind: 'table', head: cells(lines[at] ?? ''), rows }, length: end - at };
}

function takeParagraph(lines: readonly string[], at: number): Taken {
  let end = at + 1;
  while (end < lines.length && continues(lines[end] ?? '')) end += 1;
  const text = lines.slice(at, end).map(line => line.trim());
  return { block: { kind: 'paragraph', inner: readInline(text.join(' ')) }, length: end - at };
}

const continues = (line: string) => line.trim() !== '' && !fence.test(line) && !heading.test(line) && !item.test(line);

function cells(line: string): Inline[][] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map(cell => readInline(cell.trim().replaceAll('\\|', '|')));
}

const indentOf = (line: string) => line.length - line.trimStart().length;

const unindented = (line: string, width: number) => line.slice(Math.min(width, indentOf(line)));
