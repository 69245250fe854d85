import { decodeFeed } from './decode-feed.ts';
import { type Feed, FeedError } from './feed.ts';
import { readAtomEntry, readAtomLink, readAtomText } from './read-atom.ts';
import { readRssItem, readRssTitle } from './read-rss.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { childOf, childrenOf, type EntryReader, trimmed, webAddress } from './xml-helpers.ts';

/** Real feeds have far fewer; those beyond are not read. A document begins with its newest entries. */
const mostRead = 5_000;

/**
 * Reads a feed: RSS 0.90 to 2.0 and RSS 1.0 (RDF), Atom 0.3 and 1.0. Lenient: what is not well-formed, unknown or
 * missing costs no more than itself. Throws a FeedError and nothing else.
 * @param contentType as the server sent it; only its charset counts
 * @param url where the document came from, for relative addresses
 */
export function parseFeed(bytes: Uint8Array, contentType: string | null, url: string): Feed {
  const document = readXml(decodeFeed(bytes, contentType), url);
  const root = document.children.find(child => typeof child !== 'string');
  const name = root?.name.replace(/^.*:/, '');
  if (root && name === 'feed') return readAtom(root);
  if (root && (name === 'rss' || name === 'rdf' || name === 'channel')) return readRss(root);
  if (name === 'html' || name === '!doctype')
    throw new FeedError('web-page', 'This is a web page, not a feed: give the address of its RSS or Atom feed.');
  throw new FeedError('not-a-feed', 'What is at this address is neither RSS nor Atom.');
}

function readAtom(feed: XmlElement): Feed {
  const read: EntryReader = entry => readAtomEntry(entry, feed);
  return {
    title: readAtomText(childOf(feed, 'atom:title', 'title')),
    link: readAtomLink(feed),
    ttlMinutes: updatePeriod(feed),
    entries: childrenOf(feed, 'atom:entry', 'entry').slice(0, mostRead).map(read),
  };
}

/** RSS 1.0 and 0.90 have their items beside the channel, all others in it. */
function readRss(root: XmlElement): Feed {
  const channel = root.name === 'channel' ? root : (childOf(root, 'channel') ?? root);
  const items = (channel === root ? [root] : [channel, root]).flatMap(parent => childrenOf(parent, 'item'));
  const ttl = Number(trimmed(childOf(channel, 'ttl')));
  return {
    title: readRssTitle(channel),
    link: webAddress(trimmed(childOf(channel, 'link')), channel.base) ?? readAtomLink(channel),
    ttlMinutes: ttl > 0 && ttl < 1e6 ? Math.round(ttl) : updatePeriod(channel),
    entries: items.slice(0, mostRead).map(readRssItem),
  };
}

const periods: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 24 * 60,
  weekly: 7 * 24 * 60,
  monthly: 30 * 24 * 60,
  yearly: 365 * 24 * 60,
};

/** `sy:updatePeriod` and `sy:updateFrequency` (RSS 1.0's module Syndication): so many times a period. */
function updatePeriod(feed: XmlElement): number | undefined {
  const period = periods[trimmed(childOf(feed, 'sy:updateperiod'))?.toLowerCase() ?? ''];
  const frequency = Number(trimmed(childOf(feed, 'sy:updatefrequency')) ?? 1);
  return period === undefined ? undefined : Math.ceil(period / Math.max(1, frequency || 1));
}
