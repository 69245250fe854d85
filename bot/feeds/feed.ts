/** A feed as it was read, whatever its format. Texts are trimmed; what is missing or unreadable is undefined. */
export interface Feed {
  /** Plain text. */
  title: string | undefined;
  /** The site that the feed is of. */
  link: string | undefined;
  /** How often the publisher wants it read at most (`ttl`, `sy:updatePeriod`). */
  ttlMinutes: number | undefined;
  /** In the order of the document. */
  entries: FeedEntry[];
}

export interface FeedEntry {
  /** What the publisher says that the entry is known by: its id, else its link, else a hash of what it says. Never empty. */
  id: string;
  /** Plain text. */
  title: string | undefined;
  /** Absolute, http or https. */
  link: string | undefined;
  /** HTML with absolute addresses; not cleaned. */
  summaryHtml: string | undefined;
  /** Without an e-mail address. */
  author: string | undefined;
  /** ISO 8601, UTC. */
  published: string | undefined;
  categories: string[];
  /** Absolute, http or https. */
  image: string | undefined;
}

/**
 * - `not-a-feed`: neither RSS nor Atom
 * - `web-page`: HTML, as a browser shows it
 * - `too-complex`: nested too deep, or of too many elements or attributes
 * - `too-slow`, `too-much-memory`: reading it was given up, since it took more than a feed may take
 */
export type FeedErrorCode = 'not-a-feed' | 'web-page' | 'too-complex' | 'too-slow' | 'too-much-memory';

/** A document that cannot be read as a feed. The message is a sentence for people. */
export class FeedError extends Error {
  override name = 'FeedError';
  readonly code: FeedErrorCode;

  constructor(code: FeedErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
