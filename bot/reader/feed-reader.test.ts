import assert from 'node:assert/strict';
import type { FeedDocument } from '../feeds/read-feed.ts';
import { createFeedReader } from './feed-reader.ts';
import { createReader } from './reader.ts';
import { ThreadError, type ThreadFault } from './thread-error.ts';

const document = (text: string): FeedDocument => ({
  bytes: Buffer.from(text),
  contentType: 'application/rss+xml',
  url: 'https://a.example/feed',
});
const rss = document('<rss version="2.0"><channel><title>News</title><item><title>One</title></item></channel></rss>');

describe('the reader of feeds', function () {
  this.timeout(60_000);

  it('reads a feed in its thread, and leaves the document to its owner', async () => {
    const reader = createReader({
      onFault: fault => assert.fail(fault.error),
      onProblem: ({ problem }) => assert.fail(problem),
    });
    const read = await reader.readFeed(rss);
    assert.ok(read.outcome === 'read');
    assert.deepEqual([read.feed.title, read.entries.map(({ entry }) => entry.title)], ['News', ['One']]);
    assert.ok(rss.bytes.length > 0);
    assert.deepEqual(await reader.readFeed(document('<html>')), { outcome: 'refused', code: 'web-page' });
    await reader.close();
  });

  const failing = (fault: ThreadFault) =>
    createFeedReader({ run: () => Promise.reject(new ThreadError(fault, 'It was given up.')) });

  it('says of a feed that takes too much what it took', async () => {
    assert.deepEqual(await failing('deadline')(rss), { outcome: 'refused', code: 'too-slow' });
    assert.deepEqual(await failing('memory')(rss), { outcome: 'refused', code: 'too-much-memory' });
  });

  it('says of a fault of ours that it is one', () =>
    assert.rejects(failing('failed')(rss), error => error instanceof ThreadError && error.fault === 'failed'));
});
