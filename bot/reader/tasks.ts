import { readFeed } from './read-feed.ts';
import { createLargeMessageReader } from './read-large-message.ts';

/** What the thread can do. Each is a pure function: what it makes of the same input is the same in any thread. */
export const createTasks = () => ({ message: createLargeMessageReader(), feed: readFeed });

export type Tasks = ReturnType<typeof createTasks>;
