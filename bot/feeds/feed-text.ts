import { decodeHTMLStrict } from 'entities';
import { tagKind } from '../notification/html-tags.ts';
import type { XmlElement } from './read-xml.ts';
import { type Base, resolveAddress } from './xml-base.ts';

/** All text in an element, as it stands, but for what stands in elements that nobody reads (`script`). */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children)
    if (typeof child === 'string') text += child;
    else if (tagKind(localName(child)) !== 'unreadable' || localName(child) === 'title') text += textOf(child);
  return text;
}

const localName = ({ name }: XmlElement) => name.slice(name.lastIndexOf(':') + 1);

/** More of a summary than anybody shows: what a card gets is cut again. */
const longestSummary = 100_000;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, character => escapes[character] ?? character);

/** What is in an element, as HTML: the markup that stands in it as elements, such as Atom's XHTML, is written out. */
export function innerHtml(element: XmlElement): string {
  let html = '';
  for (const child of element.children) {
    if (html.length > longestSummary) break;
    html += typeof child === 'string' ? escapeHtml(child) : outerHtml(child);
  }
  return html;
}

function outerHtml(element: XmlElement): string {
  const name = localName(element);
  let tag = name;
  for (const key of ['href', 'src', 'alt']) {
    const value = element.attributes.get(key);
    if (value === undefined) continue;
    const address = key === 'alt' ? value : (resolveAddress(value, element.base)?.href ?? value);
    tag += ` ${key}="${escapeHtml(address)}"`;
  }
  return name === 'br' || name === 'img' || name === 'hr' ? `<${tag}>` : `<${tag}>${innerHtml(element)}</${name}>`;
}

/** The beginning of a long HTML, the addresses of its links and pictures made absolute. */
export function withAbsoluteAddresses(html: string, base: Base): string {
  return html.slice(0, longestSummary).replace(/<(?:a|img)\s[^<>]*>/gi, tag =>
    tag.replace(/\b(href|src)(\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi, (whole, name, is, double, single) => {
      const address = resolveAddress(decodeHTMLStrict(double ?? single ?? '').trim(), base);
      return address ? `${name}${is}"${escapeHtml(address.href)}"` : whole;
    }),
  );
}
