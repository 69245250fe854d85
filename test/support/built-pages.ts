import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buildPage, pageIsFresh } from '../../playground/build-page.ts';
import { buildTab, tabIsFresh } from '../../tab/build-tab.ts';

const root = join(import.meta.dirname, '..', '..');
const lockFile = join(tmpdir(), `pages-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`);

/** Builds the tab and the playground's page where they are stale. Of several processes one builds, and the others wait. */
export async function buildPages(): Promise<void> {
  // SQLite's lock on a file: it goes with the process that holds it, whatever becomes of that.
  using lock = new DatabaseSync(lockFile, { timeout: 120_000 });
  lock.exec('BEGIN EXCLUSIVE');
  if (!(await tabIsFresh())) await buildTab();
  if (!(await pageIsFresh())) await buildPage();
}
