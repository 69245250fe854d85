import type { FeedEntry } from './feed.ts';
import { readAuthor } from './feed-author.ts';
import { escapeHtml, innerHtml, textOf, withAbsoluteAddresses } from './feed-text.ts';
import { textFromHtml } from './html-text.ts';
import { readAtomLink, readPerson } from './read-atom.ts';
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

/** RSS does not say whether a title is HTML: most publishers write it as such, with entities at least. */
export function readRssTitle(element: XmlElement): string | undefined {
  for (const name of ['title', 'dc:title', 'media:title', 'itunes:title']) {
    const child = name === 'media:title' ? mediaChildOf(element, name) : childOf(element, name);
    const title = textFromHtml(trimmed(child) ?? '');
    if (title !== '') return title;
  }
  return undefined;
}

/** An `item` of any version of RSS. */
export function readRssItem(item: XmlElement): FeedEntry {
  const guid = childOf(item, 'guid');
  const guidText = trimmed(guid);
  const isPermaLink = guid !== undefined && attributeOf(guid, 'ispermalink')?.toLowerCase() !== 'false';
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
    author: readItemAuthor(item),
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
    categories: plainCategories([...childrenOf(item, 'category').map(textOf), ...commonCategories(item)], textFromHtml),
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
    const element = name === 'media:description' ? mediaChildOf(item, name) : childOf(item, name);
    if (!element) continue;
    const html = htmlOf(element).trim();
    if (html !== '') return withAbsoluteAddresses(html, element.base);
  }
  return undefined;
}

function htmlOf(element: XmlElement): string {
  if (element.children.some(child => typeof child !== 'string')) return innerHtml(element);
  // Media RSS says what is no HTML (its default, but most leave it out and write HTML).
  return attributeOf(element, 'type') === 'plain' ? escapeHtml(textOf(element)) : textOf(element);
}

function readItemAuthor(item: XmlElement): string | undefined {
  const creators = joinNames(childrenOf(item, 'dc:creator'), one => readAuthor(textOf(one)));
  if (creators !== undefined) return creators;
  const atom = childOf(item, 'atom:author');
  if (atom) return readPerson(atom);
  return readAuthor(firstText(item, 'author', 'itunes:author') ?? '');
}
