import { createHash } from 'node:crypto';
import type { FeedEntry } from './feed.ts';
import { readFeedDate } from './feed-date.ts';
import { textOf } from './feed-text.ts';
import type { XmlElement } from './read-xml.ts';

/** Reads one entry of a feed. */
export type EntryReader = (element: XmlElement) => FeedEntry;

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

export const attributeOf = (element: XmlElement, name: string): string | undefined =>
  Object.hasOwn(element.attributes, name) ? element.attributes[name] : undefined;

/** An address made absolute; undefined unless it is http or https. */
export function webAddress(address: string | undefined, base: string): string | undefined {
  if (address === undefined || address === '') return undefined;
  const url = URL.parse(address, base);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : undefined;
}

/** The first date that can be read, as ISO 8601. */
export function readDate(element: XmlElement, ...names: string[]): string | undefined {
  for (const name of names) {
    const time = readFeedDate(firstText(element, name) ?? '');
    if (time !== undefined) return new Date(time).toISOString();
  }
  return undefined;
}

const imageFile = /\.(?:jpe?g|png|gif|webp)(?:$|\?)/i;

/** The picture of an entry: Media RSS, an enclosure, or iTunes. */
export function readImage(entry: XmlElement, enclosures: { url: string | undefined; type: string | undefined }[]) {
  const media = [entry, ...childrenOf(entry, 'media:group')].flatMap(parent => [
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
