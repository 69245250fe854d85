import { type Feed, FeedError, type FeedErrorCode } from '../feeds/feed.ts';
import { parseFeed } from '../feeds/parse-feed.ts';

/** A document, as it came. */
export interface FeedDocument {
  bytes: Uint8Array;
  /** As the server sent it; only its charset counts. */
  contentType: string | null;
  /** Where it came from, for relative addresses. */
  url: string;
}

/** What came of reading a document: an error of ours cannot be handed to another thread. */
export type ReadFeed = { outcome: 'read'; feed: Feed } | { outcome: 'refused'; code: RefusedFeed };

export type RefusedFeed = FeedErrorCode | 'too-slow' | 'too-much-memory';

/** As `parseFeed`, for another thread. Throws only for a fault of ours. */
export function readFeed({ bytes, contentType, url }: FeedDocument): ReadFeed {
  try {
    return { outcome: 'read', feed: parseFeed(bytes, contentType, url) };
  } catch (error) {
    if (error instanceof FeedError) return { outcome: 'refused', code: error.code };
    throw error;
  }
}
