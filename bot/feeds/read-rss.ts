import type { FeedEntry } from './feed.ts';
import { innerHtml, oneLine, textFromHtml, textOf, withAbsoluteAddresses } from './feed-text.ts';
import { readAtomLink, readPerson } from './read-atom.ts';
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

/** RSS does not say whether a title is HTML: most publishers write it as such, with entities at least. */
export function readRssTitle(element: XmlElement): string | undefined {
  for (const name of ['title', 'dc:title', 'media:title']) {
    const title = textFromHtml(trimmed(childOf(element, name)) ?? '');
    if (title !== '') return title;
  }
  return undefined;
}

/** An `item` of any version of RSS. */
export function readRssItem(item: XmlElement): FeedEntry {
  const guid = childOf(item, 'guid');
  const guidText = trimmed(guid);
  const isPermaLink = guid !== undefined && attributeOf(guid, 'isPermaLink')?.toLowerCase() !== 'false';
  const link =
    webAddress(trimmed(childOf(item, 'link')), item.base) ??
    readAtomLink(item) ??
    (isPermaLink && /^https?:/i.test(guidText ?? '') ? webAddress(guidText, item.base) : undefined);
  const title = readRssTitle(item);
  const summaryHtml = readSummary(item);
  const enclosures = childrenOf(item, 'enclosure').map(one => ({
    url: attributeOf(one, 'url'),
    type: attributeOf(one, 'type'),
  }));
  return {
    id: guidText ?? attributeOf(item, 'rdf:about') ?? link ?? contentId(title, summaryHtml),
    title,
    link,
    summaryHtml,
    author: readAuthor(item),
    published: readDate(
      item,
      'pubdate',
      'dc:date',
      'dcterms:issued',
      'dcterms:created',
      'atom:published',
      'atom:updated',
      'dcterms:modified',
      'date',
    ),
    categories: [...new Set(childrenOf(item, 'category', 'dc:subject').map(one => textFromHtml(textOf(one))))].filter(
      category => category !== '',
    ),
    image: readImage(item, enclosures),
  };
}

const summaries = [
  'description',
  'content:encoded',
  'atom:summary',
  'atom:content',
  'dc:description',
  'xhtml:body',
  'media:description',
  'itunes:summary',
];

function readSummary(item: XmlElement): string | undefined {
  for (const name of summaries) {
    const element = childOf(item, name);
    if (!element) continue;
    const hasMarkup = element.children.some(child => typeof child !== 'string');
    const html = hasMarkup ? innerHtml(element) : textOf(element);
    if (html.trim() !== '') return withAbsoluteAddresses(html.trim(), element.base);
  }
  return undefined;
}

/** RSS 2.0 wants `me@example.org (Name)`; many write the name alone, or use Dublin Core. */
function readAuthor(item: XmlElement): string | undefined {
  const names = childrenOf(item, 'dc:creator').map(one => oneLine(textOf(one)));
  if (names.some(name => name !== '')) return names.filter(name => name !== '').join(', ');
  const atom = childOf(item, 'atom:author');
  if (atom) return readPerson(atom);
  const author = oneLine(firstText(item, 'author', 'itunes:author') ?? '');
  const named = /^\S+@\S+\s+\(([^)]+)\)$|^(.+?)\s*[<(]\S+@\S+[>)]$/.exec(author);
  return (named?.[1] ?? named?.[2] ?? author).trim() || undefined;
}
