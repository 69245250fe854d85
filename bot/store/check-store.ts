import { Worker } from 'node:worker_threads';
import type { Store } from './store.ts';
import { DamagedPagesError } from './store-fault.ts';

/** About what a request writes: three pages. */
const filler = 'x'.repeat(8_192);

/** Writes as the way in does, and waits for the disk. Throws what the database said. */
export async function probeWriting(store: Store, at: number): Promise<void> {
  await store
    .insertInto('write_probe')
    .values({ id: 1, at, filler })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ at, filler }))
    .execute();
}

/**
 * Reads every page of the database in `file` (SQLite's `quick_check`), in a thread of its own: it takes seconds for
 * each GB. Rejects with a DamagedPagesError, or with what kept it from reading.
 */
export function checkPages(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-pages-worker.ts', import.meta.url), { workerData: file });
    worker.unref();
    worker.once('message', ({ problem }: { problem?: string }) => {
      if (problem === undefined) resolve();
      else reject(new DamagedPagesError(problem));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The database could not be checked: its thread ended.')));
  });
}
