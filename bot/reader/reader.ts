import { createFeedReader, type FeedReader } from './feed-reader.ts';
import { createMessageReader, type MessageReader, type MessageReaderOptions } from './message-reader.ts';
import type { Tasks } from './tasks.ts';
import { createThread } from './thread.ts';

/** Reads what is large, or comes from afar, in threads of their own. */
export interface Reader {
  readMessage: MessageReader;
  readFeed: FeedReader;
  close(): Promise<void>;
}

/** See `ThreadOptions`. A body of 25 MiB takes a tenth of the time and half of the memory. */
export const readerLimits = {
  deadline: 5_000,
  memory: 96,
  mostWaiting: 100,
  freshAfter: 4 * 1024 * 1024,
  idle: 60_000,
};

/** One thread for messages and one for feeds, so that no feed holds a message up. Each starts with its first task. */
export function createReader(options: MessageReaderOptions): Reader {
  const module = new URL('../reading-thread.ts', import.meta.url);
  const messages = createThread<Tasks>({ module, ...readerLimits });
  const feeds = createThread<Tasks>({ module, ...readerLimits });
  return {
    readMessage: createMessageReader(messages, options),
    readFeed: createFeedReader(feeds),
    async close() {
      await Promise.all([messages.close(), feeds.close()]);
    },
  };
}
