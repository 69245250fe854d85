import { escapeMarkdown } from '../escape-markdown.ts';
import type { Markdown } from '../notification.ts';
import { escapeRun } from './escape-run.ts';
import type { Line, Link, Run } from './lines.ts';

/** Lines as the Markdown that Teams draws: items of one list follow each other, all else is a paragraph of its own. */
export function writeLines(lines: readonly Line[]): Markdown {
  let text = '';
  let previous: Line | undefined;
  for (const line of lines) {
    const written = writeLine(line);
    if (written === '') continue;
    if (previous !== undefined) text += previous.kind === 'item' && line.kind === 'item' ? '\n' : '\n\n';
    text += written;
    previous = line;
  }
  return text;
}

function writeLine(line: Line): string {
  if (line.kind === 'picture') {
    const picture = `![${escapeMarkdown(line.alt, false)}](${encodeBrackets(line.url)})`;
    return line.href === undefined ? picture : `[${picture}](${encodeBrackets(line.href)})`;
  }
  const runs = trimLine(line.runs);
  const [only, ...others] = runs;
  if (only === undefined) return '';
  return line.prefix + (others.length === 0 && isPlain(only) ? escapeRun(only.text, WHOLE_LINE) : writeRuns(runs));
}

function encodeBrackets(url: string): string {
  return url.replaceAll('(', '%28').replaceAll(')', '%29');
}

const WHOLE_LINE = { before: ' ', after: ' ', isLineStart: true, isInLink: false };

function isPlain({ bold, italic, link }: Run): boolean {
  return !bold && italic === '' && link === undefined;
}

/** Without spaces at both ends; those that do not collapse stay. */
function trimLine(runs: readonly Run[]): readonly Run[] {
  if (!isSpace(runs[0]?.text[0]) && !isSpace(runs.at(-1)?.text.at(-1))) return runs;
  const trimmed = [...runs];
  for (let first = trimmed[0]; first !== undefined; first = trimmed[0]) {
    const text = first.text.replace(/^[ \t\n]+/, '');
    if (text !== '') {
      trimmed[0] = { ...first, text };
      break;
    }
    trimmed.shift();
  }
  for (let last = trimmed.at(-1); last !== undefined; last = trimmed.at(-1)) {
    const text = trimEnd(last.text);
    if (text !== '') {
      trimmed[trimmed.length - 1] = { ...last, text };
      break;
    }
    trimmed.pop();
  }
  return trimmed;
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n';
}

/** A link stands outside bold and italic, since their marks would not close beside its brackets. */
function writeRuns(runs: readonly Run[]): string {
  const parts: string[] = [];
  for (const [index, group] of groupsBy(runs, run => run.link).entries()) {
    const { link, members, before, after } = group;
    if (link === undefined)
      parts.push(writeStyled(members, { before, after, isLineStart: index === 0, isInLink: false }));
    else parts.push(writeLink(members, link));
  }
  return parts.join('');
}

function writeLink(runs: readonly Run[], link: Link): string {
  const label = writeStyled(trimLine(runs), { before: '[', after: ']', isLineStart: false, isInLink: true });
  const first = runs[0]?.text ?? '';
  const last = runs.at(-1)?.text ?? '';
  if (label === '') return ' ';
  return `${/^\s/.test(first) ? ' ' : ''}[${label}](${link.url})${/\s$/.test(last) ? ' ' : ''}`;
}

interface Group {
  link: Link | undefined;
  members: Run[];
  before: string;
  after: string;
}

function groupsBy(runs: readonly Run[], keyOf: (run: Run) => Link | undefined): Group[] {
  const groups: Group[] = [];
  for (const run of runs) {
    const last = groups.at(-1);
    const link = keyOf(run);
    if (last !== undefined && last.link === link) {
      last.members.push(run);
      continue;
    }
    if (last !== undefined) last.after = link === undefined ? (run.text[0] ?? ' ') : '[';
    groups.push({ link, members: [run], before: last === undefined ? ' ' : lastCharacter(last), after: ' ' });
  }
  return groups;
}

function lastCharacter(group: Group): string {
  return group.link === undefined ? (group.members.at(-1)?.text.at(-1) ?? ' ') : ')';
}

interface Around {
  before: string;
  after: string;
  isLineStart: boolean;
  isInLink: boolean;
}

/** Text of one link, or outside links, with the marks of bold and italic. */
function writeStyled(given: readonly Run[], around: Around): string {
  const isStyled = given.some(run => run.bold || run.italic !== '');
  const runs = isStyled ? settle(settle(given, 'bold', around), 'italic', around) : given;
  let text = '';
  let open = '';
  for (const [index, run] of runs.entries()) {
    const wanted = (run.bold ? '**' : '') + run.italic;
    if (wanted !== open) {
      text += between(open, wanted);
      open = wanted;
    }
    text += escapeRun(run.text, {
      before: runs[index - 1]?.text.at(-1) ?? around.before,
      after: runs[index + 1]?.text[0] ?? around.after,
      isLineStart: index === 0 && around.isLineStart && wanted === '',
      isInLink: around.isInLink,
    });
  }
  return text + closing(open);
}

/** What stands between text with these marks and text with those. Two marks side by side would be read as one. */
function between(open: string, wanted: string): string {
  if (open.startsWith('**') && wanted.startsWith('**')) return open.slice(2) + wanted.slice(2);
  return closing(open) + (open !== '' && wanted !== '' ? '\u200b' : '') + wanted;
}

/** `**_` closes as `_**`. */
function closing(marks: string): string {
  return marks.slice(2) + marks.slice(0, 2);
}

const WORD = /[\p{L}\p{N}\p{M}]/u;
const EDGE_START = /^\s+/;
const PUNCTUATION_START = /^[\s\p{P}\p{S}]+/u;

/**
 * Moves out of bold or italic what may not stand inside at its edge, as CommonMark's rule of flanking has it: spaces,
 * and punctuation beside a letter outside.
 */
function settle(runs: readonly Run[], style: 'bold' | 'italic', around: Around): Run[] {
  const settled: Run[] = [];
  let start = 0;
  while (start < runs.length) {
    let end = start + 1;
    const isStyled = has(runs[start], style);
    while (end < runs.length && has(runs[end], style) === isStyled) end += 1;
    const group = runs.slice(start, end);
    if (isStyled) {
      const before = runs[start - 1]?.text.at(-1) ?? around.before;
      const after = runs[end]?.text[0] ?? around.after;
      settled.push(...settleGroup(group, style, before, after));
    } else {
      settled.push(...group);
    }
    start = end;
  }
  return settled;
}

function settleGroup(group: readonly Run[], style: 'bold' | 'italic', before: string, after: string): Run[] {
  const inner = [...group];
  const lead: Run[] = [];
  const trail: Run[] = [];
  const pattern = WORD.test(before) ? PUNCTUATION_START : EDGE_START;
  for (let first = inner[0]; first !== undefined; first = inner[0]) {
    const edge = pattern.exec(first.text)?.[0] ?? '';
    if (edge === '') break;
    lead.push(without(first, style, edge));
    if (edge.length < first.text.length) {
      inner[0] = { ...first, text: first.text.slice(edge.length) };
      break;
    }
    inner.shift();
  }
  const isWordAfter = WORD.test(after);
  for (let last = inner.at(-1); last !== undefined; last = inner.at(-1)) {
    const length = edgeLength(last.text, isWordAfter);
    if (length === 0) break;
    trail.unshift(without(last, style, last.text.slice(last.text.length - length)));
    if (length < last.text.length) {
      inner[inner.length - 1] = { ...last, text: last.text.slice(0, last.text.length - length) };
      break;
    }
    inner.pop();
  }
  const outside = (lead.at(-1)?.text.at(-1) ?? before) + (trail[0]?.text[0] ?? after);
  const underscoreFits = style === 'italic' && !WORD.test(outside);
  return [...lead, ...inner.map(run => withMark(run, style, underscoreFits)), ...trail];
}

/** How much of the end of a text may not stand inside marks. */
function edgeLength(text: string, isWordAfter: boolean): number {
  const pattern = isWordAfter ? /[\s\p{P}\p{S}]/u : /\s/;
  let length = 0;
  while (length < text.length && pattern.test(text[text.length - 1 - length] ?? 'a')) length += 1;
  return length;
}

function withMark(run: Run, style: 'bold' | 'italic', underscoreFits: boolean): Run {
  if (style === 'bold' || run.italic !== '_' || underscoreFits) return run;
  return { ...run, italic: '*' };
}

function without(run: Run, style: 'bold' | 'italic', text: string): Run {
  return style === 'bold' ? { ...run, text, bold: false } : { ...run, text, italic: '' };
}

function has(run: Run | undefined, style: 'bold' | 'italic'): boolean {
  return style === 'bold' ? run?.bold === true : run !== undefined && run.italic !== '';
}
