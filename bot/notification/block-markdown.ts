import { inlineMarkdown } from './inline-markdown.ts';

/** A line as it will stand in the card, without what joins it to its neighbours. */
interface Line {
  kind: 'text' | 'heading' | 'item';
  text: string;
  /** Of an item: how far the items around it and itself are indented, outermost first. */
  indents: readonly number[];
}

const MAX_LIST_DEPTH = 5;

const HEADING = /^ {0,3}#{1,6}(?:[ \t]+(.*))?$/;
const ITEM = /^([ \t]*)(?:[-*+]|(\d{1,9})[.)])[ \t]+(.*)$/;
const TASK = /^\[([ xX])\][ \t]+/;
const QUOTE = /^ {0,3}>[ \t]?/;
const TABLE_RULE = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:-]*)+$/;

/**
 * Brings Markdown down to the blocks that Teams renders in an Adaptive Card: paragraphs and lists. Headings become
 * bold lines, quotations get a bar, tables become rows, lists within lists indented lines, since Teams' clients do not
 * agree about those. Every line break of the text stays visible.
 */
export function blockMarkdown(markdown: string): string {
  const source = markdown.split('\n');
  const lines: Line[] = [];
  let afterBlank = true;
  for (let index = 0; index < source.length; index += 1) {
    const raw = source[index] ?? '';
    if (raw.trim() === '') {
      afterBlank = true;
      continue;
    }
    const next = source[index + 1];
    if (raw.includes('|') && next?.includes('|') && TABLE_RULE.test(next)) {
      index = readTable(source, index, lines);
    } else {
      readLine(raw, lines, afterBlank);
    }
    afterBlank = false;
  }
  return join(lines);
}

function readLine(raw: string, lines: Line[], afterBlank: boolean): void {
  const previous = lines.at(-1);
  const rule = raw.trim();
  if (isRule(rule, '=') && previous?.kind === 'text' && !afterBlank) {
    lines[lines.length - 1] = heading(previous.text);
    return;
  }
  if (isRule(rule, '-') && rule.length === raw.length && previous?.kind === 'text' && !afterBlank) {
    lines[lines.length - 1] = heading(previous.text);
    return;
  }
  if (isRule(rule, '-') || isRule(rule, '*') || isRule(rule, '_')) {
    lines.push(textLine('———'));
    return;
  }
  const title = HEADING.exec(raw);
  if (title !== null) {
    const text = inlineMarkdown((title[1] ?? '').trim().replace(/(?:^|[ \t])#{1,100}$/, ''));
    if (text !== '') lines.push(heading(text));
    return;
  }
  const item = ITEM.exec(raw);
  if (item !== null) {
    readItem(item[1] ?? '', item[2], item[3] ?? '', lines);
    return;
  }
  readText(raw, lines, afterBlank);
}

function readItem(space: string, number: string | undefined, text: string, lines: Line[]): void {
  const width = space.replaceAll('\t', '    ').length;
  // Only below another item does indentation make a list within a list; elsewhere it means nothing.
  const around = (lines.at(-1)?.indents ?? []).filter(indent => indent < width).slice(0, MAX_LIST_DEPTH - 1);
  const indents = lines.at(-1)?.kind === 'item' ? [...around, width] : [0];
  const task = TASK.exec(text);
  const box = task === null ? '' : task[1] === ' ' ? '☐ ' : '☑ ';
  const shown = box + inlineMarkdown(text.slice(task?.[0].length ?? 0).trim());
  const mark = number === undefined ? '-' : `${number}.`;
  const inner = `${'\u00a0'.repeat(4 * (indents.length - 1))}${number === undefined ? '•' : mark} ${shown}`;
  lines.push({ kind: 'item', text: indents.length === 1 ? `${mark} ${shown}` : inner, indents });
}

function readText(raw: string, lines: Line[], afterBlank: boolean): void {
  const previous = lines.at(-1);
  const text = raw.trimEnd();
  const indentation = /^[ \t]*/.exec(text)?.[0].replaceAll('\t', '    ').length ?? 0;
  const shown = text.replace(/^[ \t]+/, '');
  if (previous?.kind === 'item' && indentation >= 2 && !afterBlank) {
    previous.text += ` ${inlineMarkdown(shown)}`;
    return;
  }
  let quoted = shown;
  let depth = 0;
  for (; depth < 5 && QUOTE.test(quoted); depth += 1) quoted = quoted.replace(QUOTE, '');
  if (depth > 0) {
    lines.push(textLine(`${'│ '.repeat(depth)}${inlineMarkdown(quoted.trim())}`.trimEnd()));
    return;
  }
  // Four spaces would make code, which Teams does not render; spaces that do not collapse keep the shape.
  const kept = indentation >= 4 ? '\u00a0'.repeat(Math.min(indentation, 40)) : '';
  lines.push(textLine(kept + inlineMarkdown(shown)));
}

/** Reads the table whose head stands at `index`; returns the index of its last line. */
function readTable(source: string[], index: number, lines: Line[]): number {
  const head = cells(source[index] ?? '').map(cell => (cell === '' ? '' : bold(cell)));
  lines.push(textLine(head.join(' | ')));
  let last = index + 1;
  while (source[last + 1]?.includes('|')) {
    last += 1;
    lines.push(textLine(cells(source[last] ?? '').join(' | ')));
  }
  return last;
}

function cells(row: string): string[] {
  const inner = row.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').map(cell => inlineMarkdown(cell.trim()));
}

/** Three or more of one character, with spaces between at most. */
function isRule(line: string, mark: string): boolean {
  if (!line.startsWith(mark) || line.length > 200) return false;
  const marks = line.replaceAll(' ', '');
  return marks.length >= 3 && marks === mark.repeat(marks.length);
}

function textLine(text: string): Line {
  return { kind: 'text', text, indents: [] };
}

function heading(text: string): Line {
  return { kind: 'heading', text: bold(text), indents: [] };
}

function bold(text: string): string {
  const inner = text.replaceAll('**', '').replaceAll('__', '').trim();
  return inner === '' ? text : `**${inner}**`;
}

function isOuterItem({ kind, indents }: Line): boolean {
  return kind === 'item' && indents.length === 1;
}

/** Items of one list follow each other directly; everything else is a paragraph of its own. */
function join(lines: Line[]): string {
  let text = '';
  let previous: Line | undefined;
  for (const line of lines) {
    if (previous !== undefined) text += isOuterItem(previous) && isOuterItem(line) ? '\n' : '\n\n';
    text += line.text;
    previous = line;
  }
  return text;
}
