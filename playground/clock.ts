import { setTimeout as wait } from 'node:timers/promises';

/** Time, handed in so that a test decides what hour it is and how long a wait takes. */
export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number;
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
};

export const systemClock: Clock = {
  now: Date.now,
  wait: (milliseconds, signal) => wait(milliseconds, undefined, signal ? { signal } : {}),
};
