import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Somebody else who uses the service, in a thread of its own so that our work does not hold it up. */
export interface Neighbour {
  /** The longest wait for an answer since the last call, in milliseconds. */
  longest(): number;
  end(): Promise<void>;
}

export function startNeighbour(url: string): Neighbour {
  const longest = new SharedArrayBuffer(4);
  const cell = new Int32Array(longest);
  const thread = new Worker(join(import.meta.dirname, 'neighbour-thread.ts'), { workerData: { url, longest } });
  const ended = new Promise<void>(resolve => thread.once('exit', () => resolve()));
  return {
    longest: () => Atomics.exchange(cell, 0, 0) / 1000,
    async end() {
      thread.postMessage('end');
      await ended;
    },
  };
}
