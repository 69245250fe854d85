import type { FeedDocument, ReadFeed } from './read-feed.ts';
import type { Tasks } from './tasks.ts';
import type { Thread } from './thread.ts';
import { ThreadError } from './thread-error.ts';

export type FeedReader = (document: FeedDocument) => Promise<ReadFeed>;

/** Reads feeds in the thread. Rejects for a fault of ours, with a ThreadError. */
export function createFeedReader(thread: Pick<Thread<Tasks>, 'run'>): FeedReader {
  return async document => {
    try {
      return await thread.run('feed', document);
    } catch (error) {
      const fault = error instanceof ThreadError ? error.fault : undefined;
      if (fault === 'deadline') return { outcome: 'refused', code: 'too-slow' };
      if (fault === 'memory') return { outcome: 'refused', code: 'too-much-memory' };
      throw error;
    }
  };
}
