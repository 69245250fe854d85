import { decodeEntities } from '../notification/html-entities.ts';
import { readTag, tagKind } from '../notification/html-tags.ts';
import type { XmlElement } from './read-xml.ts';

/** All text in an element, as it stands. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) text += typeof child === 'string' ? child : textOf(child);
  return text;
}

/** More of a title, or of a summary, than anybody shows: what a card gets is cut again. */
const longestTitle = 10_000;
const longestSummary = 100_000;

/** The text of HTML in one line: tags that HTML knows are left out, what only looks like one (`List<String>`) stays. */
export function textFromHtml(whole: string): string {
  const html = whole.slice(0, longestTitle);
  let text = '';
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    const tag = readTag(html, at);
    if (!tag || tagKind(tag.name) === 'unknown') continue;
    text += html.slice(from, at) + (tagKind(tag.name) === 'block' || tag.name === 'br' ? ' ' : '');
    from = tag.end;
    at = tag.end - 1;
  }
  return oneLine(decodeEntities(text + html.slice(from)));
}

export const oneLine = (text: string) => text.slice(0, longestTitle).replace(/\s+/g, ' ').trim();

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, character => escapes[character] ?? character);

/** What is in an element, as HTML: the markup that stands in it as elements, such as Atom's XHTML, is written out. */
export function innerHtml(element: XmlElement): string {
  let html = '';
  for (const child of element.children) {
    if (typeof child === 'string') {
      html += escapeHtml(child);
      continue;
    }
    const name = child.name.replace(/^.*:/, '');
    let tag = name;
    for (const key of ['href', 'src', 'alt']) {
      const value = child.attributes[key];
      if (value === undefined) continue;
      const address = key === 'alt' ? value : (URL.parse(value, child.base)?.href ?? value);
      tag += ` ${key}="${escapeHtml(address)}"`;
    }
    html += name === 'br' || name === 'img' || name === 'hr' ? `<${tag}>` : `<${tag}>${innerHtml(child)}</${name}>`;
  }
  return html;
}

/** The beginning of a long HTML, the addresses of its links and pictures made absolute. */
export function withAbsoluteAddresses(html: string, base: string): string {
  return html.slice(0, longestSummary).replace(/<(?:a|img)\s[^<>]*>/gi, tag =>
    tag.replace(/\b(href|src)(\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi, (whole, name, is, double, single) => {
      const address = URL.parse(decodeEntities(double ?? single ?? '').trim(), base);
      return address ? `${name}${is}"${escapeHtml(address.href)}"` : whole;
    }),
  );
}
