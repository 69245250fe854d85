import { isUtf8 } from 'node:buffer';
import type { FeedEntry } from './feed.ts';
import { readAuthor } from './feed-author.ts';
import { escapeHtml, innerHtml, textOf, withAbsoluteAddresses } from './feed-text.ts';
import { oneLine, textFromHtml } from './html-text.ts';
import type { XmlElement } from './read-xml.ts';
import { webAddress } from './xml-base.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  commonCategories,
  contentId,
  firstText,
  joinNames,
  mediaChildOf,
  plainCategories,
  readDate,
  readImage,
  trimmed,
} from './xml-helpers.ts';

/** An `entry` of Atom 1.0 (RFC 4287) or 0.3, without what it inherits from its feed. */
export function readAtomEntry(entry: XmlElement): FeedEntry {
  const title = readAtomText(childOf(entry, 'atom:title', 'title')) ?? readAtomText(mediaChildOf(entry, 'media:title'));
  const link = readAtomLink(entry);
  const summaryHtml =
    readAtomHtml(childOf(entry, 'atom:summary', 'summary')) ??
    readAtomHtml(childOf(entry, 'atom:content', 'content')) ??
    readAtomHtml(mediaChildOf(entry, 'media:description'));
  const enclosures = linksOf(entry)
    .filter(one => attributeOf(one, 'rel') === 'enclosure')
    .map(one => ({ url: attributeOf(one, 'href'), type: attributeOf(one, 'type') }));
  return {
    id: firstText(entry, 'atom:id', 'id') ?? link ?? contentId(title, summaryHtml),
    title,
    link,
    summaryHtml,
    author: readAuthors(entry) ?? readAuthors(childOf(entry, 'atom:source', 'source')),
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
    categories: plainCategories(
      [
        ...childrenOf(entry, 'atom:category', 'category').map(
          one => attributeOf(one, 'label') ?? attributeOf(one, 'term') ?? textOf(one),
        ),
        ...commonCategories(entry),
      ],
      oneLine,
    ),
    image: readImage(entry, enclosures),
  };
}

const linksOf = (element: XmlElement) => childrenOf(element, 'atom:link', 'link');

/** The page that a feed or an entry is about: the link `alternate`, HTML before other types; no `self`, no `edit`. */
export function readAtomLink(element: XmlElement): string | undefined {
  const links = linksOf(element).map(one => ({
    href: attributeOf(one, 'href')?.trim(),
    base: one.base,
    rel: attributeOf(one, 'rel')?.trim() ?? '',
    type: attributeOf(one, 'type') ?? 'text/html',
  }));
  const alternates = links.filter(({ rel }) => rel === '' || rel === 'alternate' || rel.endsWith('/alternate'));
  const inOrder = [
    ...alternates.filter(({ type }) => type.includes('html')),
    ...alternates,
    ...links.filter(({ rel }) => rel === 'related' || rel === 'via'),
  ];
  for (const { href, base } of inOrder) {
    const address = webAddress(href, base);
    if (address !== undefined) return address;
  }
  const permaLink = trimmed(childOf(element, 'atom:id'));
  return /^https?:/i.test(permaLink ?? '') ? webAddress(permaLink, element.base) : undefined;
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
 * `mode` how they are written: xml, escaped or base64. Any other `type` says nothing: it is text.
 */
function construct(element: XmlElement): { kind: 'text' | 'html' | 'other'; value: string } {
  const type = (attributeOf(element, 'type') ?? 'text').trim().toLowerCase();
  const mode = attributeOf(element, 'mode')?.trim().toLowerCase();
  if (element.children.some(child => typeof child !== 'string')) return { kind: 'html', value: innerHtml(element) };
  const written = textOf(element);
  const isMarkup = /html|xml$/.test(type);
  if (mode === 'base64' || (type.includes('/') && !isMarkup && !type.startsWith('text/'))) {
    const bytes = Buffer.from(written, 'base64');
    return isUtf8(bytes) ? { kind: 'html', value: bytes.toString() } : { kind: 'other', value: '' };
  }
  // In Atom 0.3 the default is text/plain, but what is escaped is HTML whatever it says.
  return { kind: isMarkup || mode === 'escaped' ? 'html' : 'text', value: written };
}

export function readAuthors(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  return (
    joinNames(childrenOf(element, 'atom:author', 'author'), readPerson) ??
    readAuthor(firstText(element, 'dc:creator') ?? '')
  );
}

/** The name of a person. */
export function readPerson(person: XmlElement): string | undefined {
  return readAuthor(firstText(person, 'atom:name', 'name') ?? (hasElements(person) ? '' : textOf(person)));
}

const hasElements = (element: XmlElement) => element.children.some(child => typeof child !== 'string');
