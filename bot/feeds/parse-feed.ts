import { decodeFeed } from './decode-feed.ts';
import { type Feed, type FeedEntry, FeedError } from './feed.ts';
import { readAtomEntry, readAtomLink, readAtomText, readAuthors } from './read-atom.ts';
import { readRssItem, readRssTitle } from './read-rss.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { webAddress } from './xml-base.ts';
import { childOf, trimmed } from './xml-helpers.ts';

/** Real feeds have far fewer; those beyond are not read. A document begins with its newest entries. */
const mostRead = 5_000;

/**
 * Reads a feed: RSS 0.90 to 2.0 and RSS 1.0 (RDF), Atom 0.3 and 1.0. Lenient: what is not well-formed, unknown or
 * missing costs no more than itself. Throws a FeedError and nothing else.
 * @param contentType as the server sent it; only its charset counts
 * @param url where the document came from, for relative addresses
 */
export function parseFeed(bytes: Uint8Array, contentType: string | null, url: string): Feed {
  const entries: FeedEntry[] = [];
  const document = readXml(decodeFeed(bytes, contentType), url, {
    isEntry: (name, [, root, ...others]) => isEntryOf(kindOf(root), name, others),
    onEntry(entry, [, root]) {
      if (entries.length === mostRead) return;
      entries.push(kindOf(root) === 'atom' ? readAtomEntry(entry) : readRssItem(entry));
    },
  });
  const root = document.children.find(child => typeof child !== 'string');
  const kind = kindOf(root);
  if (root && kind === 'atom') return readAtom(root, entries);
  if (root && kind === 'rss') return readRss(root, entries);
  if (kind === 'web-page')
    throw new FeedError('web-page', 'This is a web page, not a feed: give the address of its RSS or Atom feed.');
  throw new FeedError('not-a-feed', 'What is at this address is neither RSS nor Atom.');
}

function kindOf(root: XmlElement | undefined): 'atom' | 'rss' | 'web-page' | undefined {
  const name = root?.name.slice(root.name.lastIndexOf(':') + 1);
  if (name === 'feed') return 'atom';
  if (name === 'rss' || name === 'rdf' || name === 'channel') return 'rss';
  return name === 'html' || name === '!doctype' ? 'web-page' : undefined;
}

/** RSS 1.0 and 0.90 have their items beside the channel, all others in it. */
function isEntryOf(kind: ReturnType<typeof kindOf>, name: string, others: readonly XmlElement[]): boolean {
  if (kind === 'atom') return others.length === 0 && (name === 'entry' || name === 'atom:entry');
  if (kind !== 'rss' || name !== 'item') return false;
  return others.length === 0 || (others.length === 1 && others[0]?.name === 'channel');
}

function readAtom(feed: XmlElement, entries: FeedEntry[]): Feed {
  // An entry without an author has the feed's (RFC 4287, 4.2.1).
  const author = readAuthors(feed);
  return {
    title: readAtomText(childOf(feed, 'atom:title', 'title')),
    link: readAtomLink(feed),
    ttlMinutes: updatePeriod(feed),
    entries: entries.map(entry => ({ ...entry, author: entry.author ?? author })),
  };
}

function readRss(root: XmlElement, entries: FeedEntry[]): Feed {
  const channel = root.name === 'channel' ? root : (childOf(root, 'channel') ?? root);
  const ttl = Number(trimmed(childOf(channel, 'ttl')));
  return {
    title: readRssTitle(channel),
    link: webAddress(trimmed(childOf(channel, 'link')), channel.base) ?? readAtomLink(channel),
    ttlMinutes: ttl > 0 && ttl < 1e6 ? Math.round(ttl) : updatePeriod(channel),
    entries,
  };
}

const day = 24 * 60;
/** In minutes. */
const periods: ReadonlyMap<string, number> = new Map([
  ['hourly', 60],
  ['daily', day],
  ['weekly', 7 * day],
  ['monthly', 30 * day],
  ['yearly', 365 * day],
]);

/** `sy:updatePeriod` and `sy:updateFrequency` (RSS 1.0's module Syndication): so many times a period. */
function updatePeriod(feed: XmlElement): number | undefined {
  const period = periods.get(trimmed(childOf(feed, 'sy:updateperiod'))?.toLowerCase() ?? '');
  const frequency = Number(trimmed(childOf(feed, 'sy:updatefrequency')) ?? 1);
  return period === undefined ? undefined : Math.ceil(period / Math.max(1, frequency || 1));
}
