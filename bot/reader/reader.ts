import { createFeedReader, type FeedReader } from './feed-reader.ts';
import { createMessageReader, type MessageReader, type MessageReaderOptions } from './message-reader.ts';
import type { Tasks } from './tasks.ts';
import { createThread } from './thread.ts';

/** Reads what is large, or comes from afar, in a thread of its own. */
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

/** Starts nothing: the thread starts with the first task. */
export function createReader(options: MessageReaderOptions): Reader {
  const thread = createThread<Tasks>({ module: new URL('../reading-thread.ts', import.meta.url), ...readerLimits });
  return {
    readMessage: createMessageReader(thread, options),
    readFeed: createFeedReader(thread),
    close: () => thread.close(),
  };
}
