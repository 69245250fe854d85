import { type Feed, FeedError, type FeedErrorCode } from './feed.ts';
import { type IdentifiedEntry, inOrder } from './new-entries.ts';
import { parseFeed } from './parse-feed.ts';

/** A document, as it came. */
export interface FeedDocument {
  bytes: Uint8Array;
  /** As the server sent it; only its charset counts. */
  contentType: string | null;
  /** Where it came from, for relative addresses. */
  url: string;
}

/** What came of reading a document. */
export type ReadFeed =
  | { outcome: 'read'; feed: Omit<Feed, 'entries'>; entries: IdentifiedEntry[] }
  | { outcome: 'refused'; code: FeedErrorCode };

/**
 * Reads a feed and puts its entries in order. It can be done in another thread: what goes in and what comes out can be
 * cloned, which an error of ours cannot. Throws only for a fault of ours.
 */
export function readFeed({ bytes, contentType, url }: FeedDocument): ReadFeed {
  try {
    const { entries, ...feed } = parseFeed(bytes, contentType, url);
    return { outcome: 'read', feed, entries: inOrder(entries) };
  } catch (error) {
    if (error instanceof FeedError) return { outcome: 'refused', code: error.code };
    throw error;
  }
}
