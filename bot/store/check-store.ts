import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { findDamage } from './find-damage.ts';
import type { Store } from './store.ts';
import { DamagedPagesError } from './store-fault.ts';

/** About what a request writes: three pages. */
const filler = 'x'.repeat(8_192);
/** In bytes: read within a few milliseconds. */
const small = 4 * 1024 * 1024;

/** Writes as the way in does, and waits for the disk. Throws what the database said. */
export async function probeWriting(store: Store, at: number): Promise<void> {
  await store
    .insertInto('write_probe')
    .values({ id: 1, at, filler })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ at, filler }))
    .execute();
}

/**
 * Reads every page of the database in `file` (SQLite's `quick_check`): seconds for each GB, so what is not small is
 * read in a thread of its own. Rejects with a DamagedPagesError, or with what kept it from reading.
 */
export async function checkPages(file: string): Promise<void> {
  const damage = statSync(file).size <= small ? findDamage(file) : await findDamageElsewhere(file);
  if (damage !== undefined) throw new DamagedPagesError(damage);
}

function findDamageElsewhere(file: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./find-damage-worker.ts', import.meta.url), { workerData: file });
    worker.unref();
    worker.once('message', ({ problem }: { problem?: string }) => resolve(problem));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The database could not be checked: its thread ended.')));
  });
}
