import { escapeHtml, inline } from './markdown-inline.ts';

type List = { ordered: boolean; start: number; items: string[] };
type Block = { kind: 'paragraph'; lines: string[] } | { kind: 'list'; list: List };

const BULLET = /^ {0,3}[-*+][ \t]+(.*)$/;
const NUMBER = /^ {0,3}(\d{1,9})[.)][ \t]+(.*)$/;

/**
 * Renders the Markdown that Teams knows in cards to HTML: bold, italic, links, bullet and numbered lists, paragraphs
 * and hard line breaks; `<at>Name</at>` becomes a mention. A single line break is a space, as in Teams. All else
 * (headings, tables, code, images, HTML) stays as the text it is; everything is escaped.
 */
export function renderMarkdown(text: string): string {
  return blocks(text)
    .map(block => (block.kind === 'list' ? renderList(block.list) : `<p>${inline(block.lines.join('\n'))}</p>`))
    .join('');
}

/** Renders text without any markup: only line breaks and mentions. */
export function renderPlain(text: string): string {
  return text
    .split(/<at>([^<>]*)<\/at>/)
    .map((part, i) => (i % 2 === 1 ? `<span class="mention">${escapeHtml(part)}</span>` : escapeHtml(part)))
    .join('')
    .replace(/\r\n|\r|\n/g, '<br>');
}

function renderList({ ordered, start, items }: List): string {
  const inner = items.map(item => `<li>${inline(item)}</li>`).join('');
  if (!ordered) return `<ul>${inner}</ul>`;
  return start === 1 ? `<ol>${inner}</ol>` : `<ol start="${start}">${inner}</ol>`;
}

/** Splits text into paragraphs and lists. Lists are flat: Teams' clients do not agree about nested ones. */
function blocks(text: string): Block[] {
  const result: Block[] = [];
  let blank = true;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') {
      blank = true;
      continue;
    }
    const last = result.at(-1);
    const item = listItem(line);
    if (item) {
      if (last?.kind === 'list' && last.list.ordered === item.ordered) last.list.items.push(item.text);
      else result.push({ kind: 'list', list: { ordered: item.ordered, start: item.start, items: [item.text] } });
    } else if (last?.kind === 'list' && (!blank || /^\s/.test(line))) {
      last.list.items.push(`${last.list.items.pop() ?? ''}\n${line.trimStart()}`);
    } else if (last?.kind === 'paragraph' && !blank) {
      last.lines.push(line);
    } else {
      result.push({ kind: 'paragraph', lines: [line] });
    }
    blank = false;
  }
  return result;
}

function listItem(line: string): { ordered: boolean; start: number; text: string } | undefined {
  const bullet = BULLET.exec(line);
  if (bullet) return { ordered: false, start: 1, text: bullet[1] ?? '' };
  const number = NUMBER.exec(line);
  if (number) return { ordered: true, start: Number(number[1]), text: number[2] ?? '' };
  return undefined;
}
