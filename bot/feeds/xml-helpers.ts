import { createHash } from 'node:crypto';
import { readFeedDate } from './feed-date.ts';
import { textOf } from './feed-text.ts';
import type { oneLine, textFromHtml } from './html-text.ts';
import type { XmlElement } from './read-xml.ts';
import { webAddress } from './xml-base.ts';

/** The children of any of these names, in the order of the document. */
export function childrenOf(element: XmlElement, ...names: string[]): XmlElement[] {
  return element.children.filter(child => typeof child !== 'string').filter(child => names.includes(child.name));
}

/** The first child with the first of these names that is there. */
export function childOf(element: XmlElement, ...names: string[]): XmlElement | undefined {
  for (const name of names)
    for (const child of element.children) if (typeof child !== 'string' && child.name === name) return child;
  return undefined;
}

/** The text of an element without the space around it; undefined if there is none. */
export function trimmed(element: XmlElement | undefined): string | undefined {
  return (element && textOf(element).trim()) || undefined;
}

/** The first of these that has text. */
export function firstText(element: XmlElement, ...names: string[]): string | undefined {
  for (const name of names)
    for (const child of childrenOf(element, name)) {
      const text = trimmed(child);
      if (text !== undefined) return text;
    }
  return undefined;
}

/** @param name in lower case; see `XmlElement` */
export const attributeOf = (element: XmlElement, name: string): string | undefined => element.attributes.get(name);

/** The first date that can be read, as ISO 8601. */
export function readDate(element: XmlElement, ...names: string[]): string | undefined {
  for (const name of names) {
    const text = firstText(element, name);
    const time = text === undefined ? undefined : readFeedDate(text);
    if (time !== undefined) return new Date(time).toISOString();
  }
  return undefined;
}

/** More pictures and films than anybody looks at. */
const mostMedia = 100;

/** An entry and what Media RSS groups within it: each may hold a title, a description, categories, pictures. */
export function mediaOf(entry: XmlElement): XmlElement[] {
  const groups = [entry, ...childrenOf(entry, 'media:group').slice(0, mostMedia)];
  return [...groups, ...groups.flatMap(group => childrenOf(group, 'media:content')).slice(0, mostMedia)];
}

/** The first of these within an entry or what Media RSS groups within it. */
export function mediaChildOf(entry: XmlElement, name: string): XmlElement | undefined {
  for (const element of mediaOf(entry)) {
    const child = childOf(element, name);
    if (child && textOf(child).trim() !== '') return child;
  }
  return undefined;
}

/** Categories of the vocabularies that RSS and Atom have in common: Dublin Core, Media RSS, iTunes. */
export function commonCategories(entry: XmlElement): string[] {
  return [
    ...childrenOf(entry, 'dc:subject').map(textOf),
    ...mediaOf(entry).flatMap(element => childrenOf(element, 'media:category').map(readMediaCategory)),
    ...itunesCategories(entry),
    ...childrenOf(entry, 'itunes:keywords').flatMap(one => textOf(one).slice(0, longestKeywords).split(',')),
  ];
}

const longestKeywords = 1_000;

const readMediaCategory = (category: XmlElement) => attributeOf(category, 'label') ?? textOf(category);

/** iTunes has the name in an attribute, and narrower ones within. */
function itunesCategories(element: XmlElement): string[] {
  return childrenOf(element, 'itunes:category').flatMap(one => [
    attributeOf(one, 'text') ?? textOf(one),
    ...itunesCategories(one),
  ]);
}

/** More authors than anybody reads. */
const mostAuthors = 20;

/** Names in one line; undefined if there are none. */
export function joinNames(elements: readonly XmlElement[], read: (element: XmlElement) => string | undefined) {
  const names = elements.slice(0, mostAuthors).map(read);
  return names.filter(name => name !== undefined).join(', ') || undefined;
}

/** More categories than anybody reads. */
const mostCategories = 100;

/** Each once, as plain text. */
export function plainCategories(categories: string[], read: typeof oneLine | typeof textFromHtml): string[] {
  const plain = categories.slice(0, mostCategories).map(read);
  return [...new Set(plain)].filter(category => category !== '');
}

const imageFile = /\.(?:jpe?g|png|gif|webp)(?:$|\?)/i;

/** The picture of an entry: Media RSS, an enclosure, or iTunes. */
export function readImage(entry: XmlElement, enclosures: { url: string | undefined; type: string | undefined }[]) {
  const media = mediaOf(entry).flatMap(parent => [
    ...childrenOf(parent, 'media:thumbnail').map(one => ({ url: attributeOf(one, 'url'), type: 'image/' })),
    ...childrenOf(parent, 'media:content').map(one => ({
      url: attributeOf(one, 'url'),
      type: attributeOf(one, 'type') ?? (attributeOf(one, 'medium') === 'image' ? 'image/' : undefined),
    })),
  ]);
  const itunes = childrenOf(entry, 'itunes:image').map(one => ({ url: attributeOf(one, 'href'), type: 'image/' }));
  const found = [...media, ...enclosures, ...itunes].find(({ url, type }) =>
    type ? type.startsWith('image/') && !type.includes('svg') : imageFile.test(url ?? ''),
  );
  return webAddress(found?.url?.trim(), entry.base);
}

/** An entry that says no id and has no link is known by what it says. */
export function contentId(...said: (string | undefined)[]): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(said)).digest('hex')}`;
}
