import type { FeedDocument, ReadFeed } from '../feeds/read-feed.ts';
import type { Tasks } from './tasks.ts';
import type { Thread } from './thread.ts';
import { ThreadError } from './thread-error.ts';

/** Rejects for a fault of ours, and where the service stops. */
export type FeedReader = (document: FeedDocument) => Promise<ReadFeed>;

/** Reads feeds in the thread, small ones too: what they are nobody here has chosen, and nobody waits for an answer. */
export function createFeedReader(thread: Pick<Thread<Tasks>, 'run'>): FeedReader {
  return async document => {
    // A copy of its own, to be handed over: the document may be a part of a larger buffer.
    const bytes = new Uint8Array(document.bytes);
    try {
      return await thread.run('feed', { ...document, bytes }, [bytes.buffer]);
    } catch (error) {
      if (error instanceof ThreadError && error.fault === 'deadline') return { outcome: 'refused', code: 'too-slow' };
      if (error instanceof ThreadError && error.fault === 'memory')
        return { outcome: 'refused', code: 'too-much-memory' };
      throw error;
    }
  };
}
