import assert from 'node:assert/strict';
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { temporaryDirectory } from '../../test/support/service.ts';
import { testStore } from '../../test/support/store.ts';
import { checkPages, probeWriting } from './check-store.ts';
import type { Store } from './store.ts';
import { DamagedPagesError } from './store-fault.ts';

describe('a look at the store', () => {
  let directory: string;
  let file: string;
  let store: Store;
  beforeEach(async () => {
    directory = temporaryDirectory();
    file = join(directory, 'a.db');
    store = await testStore([], file);
  });
  afterEach(async () => {
    await store.destroy();
    rmSync(directory, { recursive: true });
  });

  for (const megabytes of [1, 6])
    it(`finds damaged pages among ${megabytes} MB`, async () => {
      await probeWriting(store, 1);
      for (let count = 0; count < megabytes; count += 1)
        await sql`INSERT INTO write_probe (id, at, filler) VALUES (${count + 2}, 1, zeroblob(1000000))`.execute(store);
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(store);
      await checkPages(file);
      const opened = openSync(file, 'r+');
      const { size } = statSync(file);
      for (let at = 4096; at < size; at += 4096) writeSync(opened, Buffer.alloc(8, 0xa5), 0, 8, at);
      closeSync(opened);
      await assert.rejects(checkPages(file), DamagedPagesError);
    });

  it('says where there is nothing to look at', async () => {
    await assert.rejects(checkPages(join(directory, 'nothing.db')), { code: 'ENOENT' });
  });

  it('writes one row, again and again', async () => {
    await probeWriting(store, 1);
    await probeWriting(store, 2);
    assert.deepEqual(
      (await store.selectFrom('write_probe').select(['id', 'at']).execute()).map(row => ({ ...row })),
      [{ id: 1, at: 2 }],
    );
  });

  it('is not kept from the cause by a rollback that SQLite has done already', async () => {
    const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(store);
    await sql.raw(`PRAGMA max_page_count=${rows[0]?.page_count}`).execute(store);
    const filling = store.transaction().execute(async transaction => {
      await sql`INSERT INTO write_probe (id, at, filler) VALUES (9, 1, zeroblob(1000000))`.execute(transaction);
    });
    await assert.rejects(filling, /database or disk is full/);
    await store.selectFrom('write_probe').selectAll().execute();
  });

  it('rolls back what was begun and failed by itself', async () => {
    const failing = store.transaction().execute(async transaction => {
      await probeWriting(transaction, 7);
      throw new Error('on purpose');
    });
    await assert.rejects(failing, /on purpose/);
    assert.deepEqual(await store.selectFrom('write_probe').select('id').execute(), []);
  });
});
