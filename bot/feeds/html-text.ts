import { decodeHTMLStrict } from 'entities';
import { tagKind } from '../notification/html-tags.ts';
import { visibleText } from '../notification/visible-text.ts';
import { findTagEnds } from './tag-ends.ts';

/** More of a title than anybody shows: what a card gets is cut again. */
const longestTitle = 10_000;

export const oneLine = (text: string) => visibleText(text.slice(0, longestTitle)).replace(/\s+/g, ' ').trim();

/**
 * The text of HTML in one line: tags that HTML knows are left out, what only looks like one (`List<String>`) stays.
 * Comments, and what stands in elements that nobody reads (`script`), are left out if they have an end.
 */
export function textFromHtml(whole: string): string {
  const html = whole.slice(0, longestTitle);
  const find = finder(html);
  const tagEnd = findTagEnds(html);
  let text = '';
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', Math.max(at + 1, from))) {
    const piece = readMarkup(html, at, { find, tagEnd });
    if (!piece) continue;
    text += html.slice(from, at) + piece.text;
    from = piece.end;
  }
  return oneLine(decodeHTMLStrict(text + html.slice(from)));
}

type Find = (what: string, from: number) => number | undefined;

/** The index after the next `what`, in any case. What is not there any more is not looked for again. */
function finder(html: string): Find {
  const lower = html.toLowerCase();
  const absent = new Set<string>();
  return (what, from) => {
    if (absent.has(what)) return undefined;
    const index = lower.indexOf(what, from);
    if (index !== -1) return index + what.length;
    absent.add(what);
    return undefined;
  };
}

/** The markup that begins at a `<`: where it ends, and the text that stands in its place. Undefined if it is none. */
function readMarkup(
  html: string,
  at: number,
  { find, tagEnd }: { find: Find; tagEnd: (from: number) => number | undefined },
): { end: number; text: string } | undefined {
  if (html.startsWith('<!--', at)) {
    const end = find('-->', at + 4);
    return end === undefined ? undefined : { end, text: '' };
  }
  if (html.startsWith('<![CDATA[', at)) {
    const end = find(']]>', at);
    return end === undefined ? undefined : { end, text: html.slice(at + 9, end - 3) };
  }
  tagStart.lastIndex = at;
  const [start, slash, letters = ''] = tagStart.exec(html) ?? [];
  const name = letters.toLowerCase();
  const kind = tagKind(name);
  const end = start === undefined || kind === 'unknown' ? undefined : tagEnd(at + start.length);
  if (end === undefined) return undefined;
  if (kind === 'inline') return { end, text: name === 'br' ? ' ' : '' };
  if (kind === 'block' || slash === '/') return { end, text: ' ' };
  const close = find(`</${name}`, end);
  const closed = close === undefined ? undefined : find('>', close);
  return closed === undefined ? undefined : { end: closed, text: ' ' };
}

const tagStart = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])/y;
