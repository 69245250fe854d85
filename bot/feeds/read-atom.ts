import { isUtf8 } from 'node:buffer';
import type { FeedEntry } from './feed.ts';
import { escapeHtml, innerHtml, oneLine, textFromHtml, textOf, withAbsoluteAddresses } from './feed-text.ts';
import type { XmlElement } from './read-xml.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  contentId,
  firstText,
  readDate,
  readImage,
  trimmed,
  webAddress,
} from './xml-helpers.ts';

/** An `entry` of Atom 1.0 (RFC 4287) or 0.3. */
export function readAtomEntry(entry: XmlElement, feed: XmlElement): FeedEntry {
  const title = readAtomText(childOf(entry, 'atom:title', 'title')) ?? readAtomText(childOf(entry, 'media:title'));
  const link = readAtomLink(entry);
  const summaryHtml =
    readAtomHtml(childOf(entry, 'atom:summary', 'summary')) ??
    readAtomHtml(childOf(entry, 'atom:content', 'content')) ??
    readAtomHtml(childOf(childOf(entry, 'media:group') ?? entry, 'media:description'));
  const enclosures = linksOf(entry)
    .filter(one => attributeOf(one, 'rel') === 'enclosure')
    .map(one => ({ url: attributeOf(one, 'href'), type: attributeOf(one, 'type') }));
  return {
    id: firstText(entry, 'atom:id', 'id') ?? link ?? contentId(title, summaryHtml),
    title,
    link,
    summaryHtml,
    // An entry without an author has the feed's (RFC 4287, 4.2.1).
    author: readAuthors(entry) ?? readAuthors(childOf(entry, 'atom:source', 'source')) ?? readAuthors(feed),
    published: readDate(
      entry,
      'atom:published',
      'published',
      'atom:issued',
      'issued',
      'atom:created',
      'created',
      'atom:updated',
      'updated',
      'atom:modified',
      'modified',
      'dc:date',
    ),
    categories: [
      ...new Set([
        ...childrenOf(entry, 'atom:category', 'category').map(one =>
          oneLine(attributeOf(one, 'label') ?? attributeOf(one, 'term') ?? textOf(one)),
        ),
        ...childrenOf(entry, 'dc:subject').map(one => oneLine(textOf(one))),
      ]),
    ].filter(category => category !== ''),
    image: readImage(entry, enclosures),
  };
}

const linksOf = (element: XmlElement) => childrenOf(element, 'atom:link', 'link');

/** The page that a feed or an entry is about: the link `alternate`, HTML before other types; no `self`, no `edit`. */
export function readAtomLink(element: XmlElement): string | undefined {
  const links = linksOf(element).map(one => ({
    address: webAddress(attributeOf(one, 'href')?.trim(), one.base),
    rel: attributeOf(one, 'rel')?.trim() ?? '',
    type: attributeOf(one, 'type') ?? 'text/html',
  }));
  const usable = links.filter(one => one.address !== undefined);
  const alternates = usable.filter(({ rel }) => rel === '' || /(?:^|\/)alternate$/.test(rel));
  const html = alternates.find(({ type }) => type.includes('html'));
  const permaLink = trimmed(childOf(element, 'atom:id'));
  return (
    html?.address ??
    alternates[0]?.address ??
    usable.find(({ rel }) => rel === 'related' || rel === 'via')?.address ??
    (/^https?:/i.test(permaLink ?? '') ? webAddress(permaLink, element.base) : undefined)
  );
}

/** A text construct as plain text in one line. */
export function readAtomText(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  const { kind, value } = construct(element);
  return (kind === 'text' ? oneLine(value) : textFromHtml(value)) || undefined;
}

/** A text construct, or content, as HTML. */
function readAtomHtml(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  const { kind, value } = construct(element);
  if (value.trim() === '' || kind === 'other') return undefined;
  return kind === 'text'
    ? escapeHtml(value.trim().slice(0, 10_000))
    : withAbsoluteAddresses(value.trim(), element.base);
}

/**
 * Atom 1.0 says with `type` what a text is: text, html, xhtml or a media type. Atom 0.3 has media types, and says with
 * `mode` how they are written: xml, escaped or base64.
 */
function construct(element: XmlElement): { kind: 'text' | 'html' | 'other'; value: string } {
  const type = (attributeOf(element, 'type') ?? 'text').trim().toLowerCase();
  const mode = attributeOf(element, 'mode')?.trim().toLowerCase();
  if (element.children.some(child => typeof child !== 'string')) return { kind: 'html', value: innerHtml(element) };
  const written = textOf(element);
  const isText = type === 'text' || type === 'text/plain';
  const isMarkup = /html|xml$/.test(type);
  if (mode === 'base64' || (!isText && !isMarkup && !type.startsWith('text/'))) {
    const bytes = Buffer.from(written, 'base64');
    return isUtf8(bytes) ? { kind: 'html', value: bytes.toString() } : { kind: 'other', value: '' };
  }
  // In Atom 0.3 the default is text/plain, but what is escaped is HTML whatever it says.
  return { kind: isMarkup || mode === 'escaped' ? 'html' : 'text', value: written };
}

function readAuthors(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  const people = childrenOf(element, 'atom:author', 'author').map(readPerson);
  const names = people.filter(name => name !== undefined);
  if (names.length > 0) return names.join(', ');
  return oneLine(firstText(element, 'dc:creator') ?? '') || undefined;
}

/** The name of a person; the e-mail address is nobody's business in a channel, unless there is nothing else. */
export function readPerson(person: XmlElement): string | undefined {
  return oneLine(firstText(person, 'atom:name', 'name') ?? firstText(person, 'atom:email', 'email') ?? '') || undefined;
}
