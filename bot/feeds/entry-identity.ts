import { hash } from 'node:crypto';
import type { FeedEntry } from './feed.ts';

/**
 * What tells an entry from others: hashes of lists that grow from its id to all that it says (id; link; title; date,
 * else summary), each the one before it and a little more. Publishers give several entries one id, or none and one link; then the shortest list counts
 * that no other entry of the document shares. `said` is the last list without the id: publishers change all ids at
 * once, too.
 */
export interface EntryIdentity {
  levels: readonly string[];
  said: string | undefined;
}

const hashLength = 14;
const levelCount = 4;
/** Stands for a missing `said`. */
const nothing = '-'.repeat(hashLength);

/** 84 bits: two of a few thousand entries of one feed are never alike. */
const hashOf = (before: string, more: string) => hash('sha256', `${before}\n${more}`, 'base64url').slice(0, hashLength);

export function identityOf({ id, link, title, published, summaryHtml }: FeedEntry): EntryIdentity {
  // An entry with a date may be corrected without being another one.
  const rest = published ?? summaryHtml ?? '';
  const content = [withoutScheme(link ?? ''), title ?? '', rest];
  let last = hashOf('id', withoutScheme(id));
  const levels = [last];
  for (const more of content) {
    last = hashOf(last, more);
    levels.push(last);
  }
  return { levels, said: link === undefined || rest === '' ? undefined : content.reduce(hashOf, 'said') };
}

/** A site that moves to https, or to or from `www`, changes the addresses of all that it has published before. */
const withoutScheme = (address: string) => address.replace(/^https?:\/\/(?:www\.)?/i, '');

/** An identity as it is stored. */
export const storedIdentity = ({ levels, said }: EntryIdentity): string => [...levels, said ?? nothing].join('');

/** Reads what `storedIdentity` wrote; undefined for what earlier versions stored. */
export function readStoredIdentity(stored: string): EntryIdentity | undefined {
  if (stored.length !== hashLength * (levelCount + 1)) return undefined;
  const parts = Array.from({ length: levelCount + 1 }, (_, index) =>
    stored.slice(index * hashLength, (index + 1) * hashLength),
  );
  const said = parts.pop();
  return { levels: parts, said: said === nothing ? undefined : said };
}

const earlierLength = 22;

/** Whether an earlier version stored this. */
export const isEarlierKey = (stored: string) => stored.length === earlierLength;

/** As earlier versions knew an entry: by the hash of its id alone, in each spelling that it may have had. */
export function earlierKeys({ id }: FeedEntry): string[] {
  const rest = withoutScheme(id);
  const ids =
    rest === id ? [id] : [id, ...['http://', 'http://www.', 'https://', 'https://www.'].map(one => one + rest)];
  return ids.map(one => hash('sha256', one, 'base64url').slice(0, earlierLength));
}
