import { markBetween, type Piece, pairMarks } from './pair-marks.ts';

const tags = { '*': ['**', '**'], '~': ['~~', '~~'] } as const;
/** Code, what stands in angle brackets, marks, the ends of lines, other text. */
const pieces = /```[^`]*```|`[^`\n]*`|<[^<>\n]*>|[*~\n]|[^`<*~\n]+|[`<]/g;

/** Slack's mrkdwn as Markdown: `<url|text>`, `*bold*`, `~strike~`, `<@U1|name>`, `&amp;` (Slack, "Formatting text"). */
export function slackToMarkdown(text: string): string {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    if (piece === '*' || piece === '~')
      line.push({ ...markBetween(piece, text[index - 1] ?? '', text[index + 1] ?? ''), alone: `\\${piece}` });
    else line.push(/^<.*>$/.test(piece) ? bracketsToMarkdown(piece.slice(1, -1)) : piece);
    if (piece !== '\n') continue;
    lines.push(line);
    line = [];
  }
  return [...lines, line].map(one => pairMarks(one, tags)).join('');
}

/** What stands between angle brackets: an address, a person, a channel. */
function bracketsToMarkdown(inside: string): string {
  const bar = inside.indexOf('|');
  const [target, label] = bar === -1 ? [inside, ''] : [inside.slice(0, bar), inside.slice(bar + 1).trim()];
  if (/^(?:https?|mailto):\S+$/.test(target)) return label === '' ? target : linkOf(label, target);
  if (/^[@#!]./.test(target)) return label === '' ? target.slice(1) : label;
  return `<${inside}>`;
}

const linkOf = (label: string, url: string) =>
  `[${label.replaceAll(/[[\]\\]/g, '\\$&')}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;
