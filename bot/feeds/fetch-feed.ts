import { createHash } from 'node:crypto';
import type { OutgoingFetch, OutgoingResponse } from '../outgoing/fetch.ts';
import { OutgoingError, type OutgoingErrorCode } from '../outgoing/outgoing-error.ts';
import type { FeedErrorCode } from './feed.ts';
import type { FeedDocument, ReadFeed } from './read-feed.ts';

/** What a server said of the document that we have, to be sent back with the next request. */
export interface Validators {
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
}

/** Why a feed could not be read. */
export interface FeedFailure {
  code: FeedErrorCode | OutgoingErrorCode | 'status' | 'not-read';
  status: number;
  /** Milliseconds that the server asks us to wait. */
  retryAfter: number | undefined;
}

interface Answer {
  status: number;
  /** Bytes. */
  size: number;
  contentType: string | null;
}

/** What came of asking for a feed. `movedTo` as in OutgoingResponse; `maxAge` in milliseconds. */
export type FetchedFeed = Answer &
  (
    | {
        kind: 'feed';
        read: Extract<ReadFeed, { outcome: 'read' }>;
        validators: Validators;
        movedTo: string | undefined;
        maxAge: number | undefined;
      }
    | { kind: 'unchanged'; movedTo: string | undefined; maxAge: number | undefined }
    | { kind: 'gone' }
    | { kind: 'failed'; failure: FeedFailure }
  );

/** Where a document is asked for and read. */
export interface FeedSource {
  fetchOutgoing: OutgoingFetch;
  /** Reads a document, in a thread of its own with a deadline and a limit of memory. Rejects for a fault of ours. */
  readFeed: (document: FeedDocument) => Promise<ReadFeed>;
  /** For a fault of ours. */
  onError: (error: unknown) => void;
}

const totalTime = 20_000;
const headers = {
  'user-agent': 'Channel Connectors (feed reader)',
  accept:
    'application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
};

/** Asks for a feed, on the condition that it has changed. Never throws for what a server does. */
export async function fetchFeed(
  source: FeedSource,
  url: string,
  known: Validators,
  signal?: AbortSignal,
): Promise<FetchedFeed> {
  const noAnswer = { status: 0, size: 0, contentType: null };
  try {
    const response = await source.fetchOutgoing(url, {
      headers: {
        ...headers,
        ...(known.etag === null ? {} : { 'if-none-match': known.etag }),
        ...(known.last_modified === null ? {} : { 'if-modified-since': known.last_modified }),
      },
      limits: { totalTime },
      ...(signal && { signal }),
    });
    return await readResponse(source, response, known);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    return { kind: 'failed', ...noAnswer, failure: { code: error.code, status: 0, retryAfter: undefined } };
  }
}

async function readResponse(source: FeedSource, response: OutgoingResponse, known: Validators): Promise<FetchedFeed> {
  const { status, body, movedTo } = response;
  const contentType = response.headers.get('content-type');
  const answer: Answer = { status, size: body.length, contentType };
  const maxAge = maxAgeOf(response.headers);
  if (status === 304) return { kind: 'unchanged', ...answer, movedTo, maxAge };
  if (status === 410) return { kind: 'gone', ...answer };
  const failed = (code: FeedFailure['code']): FetchedFeed => {
    return { kind: 'failed', ...answer, failure: { code, status, retryAfter: retryAfterOf(response.headers) } };
  };
  if (status !== 200) return failed('status');
  const validators: Validators = {
    etag: response.headers.get('etag'),
    last_modified: response.headers.get('last-modified'),
    body_hash: createHash('sha256').update(body).digest('base64url'),
  };
  if (validators.body_hash === known.body_hash) return { kind: 'unchanged', ...answer, movedTo, maxAge };
  try {
    const read = await source.readFeed({ bytes: body, contentType, url: response.url });
    if (read.outcome === 'refused') return failed(read.code);
    return { kind: 'feed', ...answer, read, validators, movedTo, maxAge };
  } catch (error) {
    // Thrown on, it would be tried again and again, for as long as the feed says the same.
    source.onError(error);
    return failed('not-read');
  }
}

function maxAgeOf(responseHeaders: Headers): number | undefined {
  const seconds = /\bmax-age\s*=\s*"?(\d{1,9})/i.exec(responseHeaders.get('cache-control') ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** Seconds; a date is not waited for, since the back-off is long enough. */
function retryAfterOf(responseHeaders: Headers): number | undefined {
  const seconds = /^\s*(\d{1,9})\s*$/.exec(responseHeaders.get('retry-after') ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** True where waiting is unlikely to help: the address is wrong, or needs what we cannot give. */
export function isLasting({ code, status }: FeedFailure): boolean {
  if (code === 'status') return status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  return !['timeout', 'network', 'aborted', 'bad-response', 'not-read'].includes(code);
}
