import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { temporaryDirectory } from '../../test/support/service.ts';
import { tenantId, testStore } from '../../test/support/store.ts';
import { checkPages, probeWriting } from '../store/check-store.ts';
import type { Store } from '../store/store.ts';
import { createReadiness, type Readiness } from './readiness.ts';

describe('readiness', () => {
  let directory: string;
  let file: string;
  let store: Store;
  let readiness: Readiness;
  let now = 0;
  let looks = 0;
  let mended = 0;
  const errors: unknown[] = [];

  beforeEach(async () => {
    directory = temporaryDirectory();
    file = join(directory, 'channel-connectors.db');
    store = await testStore([], file);
    [now, looks, mended] = [0, 0, 0];
    errors.length = 0;
    readiness = createReadiness({
      probeWriting: at => {
        looks += 1;
        return probeWriting(store, at);
      },
      checkPages: () => checkPages(file),
      now: () => now,
      onError: error => errors.push(error),
      onMended: () => {
        mended += 1;
      },
    });
  });
  afterEach(async () => {
    await store.destroy();
    rmSync(directory, { recursive: true });
  });

  it('is there where the store can be written, and looks again after ten seconds only', async () => {
    await readiness.begin();
    assert.equal(await readiness.check(), true);
    assert.equal(looks, 1);
    now += 10_000;
    await Promise.all([readiness.check(), readiness.check()]);
    assert.equal(looks, 2);
  });

  it('ends with a full disk, and comes back when there is room', async () => {
    await readiness.begin();
    const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(store);
    // As if the disk ended here: what is written needs more pages than there are.
    await sql`DELETE FROM write_probe`.execute(store);
    await sql`VACUUM`.execute(store);
    await sql.raw(`PRAGMA max_page_count=${Number(rows[0]?.page_count) - 2}`).execute(store);
    now += 10_000;
    assert.equal(await readiness.check(), false);
    assert.equal(readiness.fault(), 'full');
    assert.match(String(errors[0]), /disk is full/);
    await sql`PRAGMA max_page_count=1000000`.execute(store);
    assert.equal(await readiness.check(), false);
    now += 1_000;
    assert.equal(await readiness.check(), true);
    assert.equal(mended, 1);
  });

  it('ends where nothing may be written', async () => {
    await readiness.begin();
    await sql`PRAGMA query_only=1`.execute(store);
    now += 10_000;
    assert.equal(await readiness.check(), false);
    assert.equal(readiness.fault(), 'read-only');
  });

  it('ends with damaged pages, found at the start', async () => {
    await fillAndDamage();
    await readiness.begin();
    assert.equal(readiness.fault(), 'damaged');
  });

  it('ends with what others meet, and comes back when all pages are sound', async () => {
    await readiness.begin();
    const mend = await fillAndDamage();
    assert.equal(await readiness.check(), true);
    const read = sql`SELECT sum(length(body)) FROM activity`.execute(store);
    await read.catch(readiness.suspect);
    assert.equal(readiness.fault(), 'damaged');
    now += 60_000;
    assert.equal(await readiness.check(), false);
    mend();
    assert.equal(await readiness.check(), false);
    now += 60_000;
    assert.equal(await readiness.check(), true);
    assert.equal(mended, 1);
  });

  it('is not moved by errors that the store has nothing to do with', async () => {
    await readiness.begin();
    readiness.suspect(new Error('Teams does not answer'));
    readiness.suspect(Object.assign(new Error('refused'), { code: 'EACCES' }));
    assert.equal(readiness.fault(), undefined);
  });

  /** Writes rows, and then over the end of the file, as a broken disk does. What comes back puts it right. */
  async function fillAndDamage(): Promise<() => void> {
    const row = { tenant_id: tenantId, connection_id: 'a', at: 0, outcome: 'accepted', reason: null } as const;
    const rest = { status: 200, generation: 1, address: '', user_agent: null, content_type: null, size: 1 };
    for (let index = 0; index < 200; index += 1)
      await store
        .insertInto('activity')
        .values({ id: String(index), ...row, ...rest, body: 'x'.repeat(3_000) })
        .execute();
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(store);
    await sql`PRAGMA cache_size=0`.execute(store);
    const sound = readFileSync(file);
    const begin = sound.length - 40 * 4096;
    writeAt(begin, Buffer.alloc(40 * 4096, 0xa5));
    return () => writeAt(begin, sound.subarray(begin));
  }

  function writeAt(position: number, bytes: Buffer): void {
    const opened = openSync(file, 'r+');
    writeSync(opened, bytes, 0, bytes.length, position);
    closeSync(opened);
  }
});
