import assert from 'node:assert/strict';
import type { Selectable } from 'kysely';
import { insertMany } from './insert-many.ts';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';
import { openSqlite } from './sqlite.ts';

type Row = Pick<Selectable<Schema['channel_queue']>, 'channel_id' | 'tenant_id' | 'waiting' | 'due_at'>;

describe('insertMany', () => {
  it('inserts any number of rows in their order', async () => {
    const store = openSqlite(':memory:');
    await migrate(store);
    const insert = insertMany<Row>(['channel_id', 'tenant_id', 'waiting', 'due_at'], (db, rows) =>
      db.insertInto('channel_queue').values(rows).compile(),
    );
    for (const count of [0, 1, 3, 4, 63, 64, 150]) {
      await store.deleteFrom('channel_queue').execute();
      const rows = Array.from({ length: count }, (_, i) => ({
        channel_id: `c${i}`,
        tenant_id: 't',
        waiting: i,
        due_at: null,
      }));
      await insert(store, rows);
      const stored = await store.selectFrom('channel_queue').selectAll().orderBy('waiting').execute();
      assert.deepEqual(
        stored.map(row => row.channel_id),
        rows.map(row => row.channel_id),
      );
    }
    await store.destroy();
  });

  it('answers what the statement returns, for every row', async () => {
    const store = openSqlite(':memory:');
    await migrate(store);
    const insert = insertMany<Row, Pick<Row, 'channel_id'>>(
      ['channel_id', 'tenant_id', 'waiting', 'due_at'],
      (db, rows) => db.insertInto('channel_queue').values(rows).returning('channel_id').compile(),
    );
    const rows = Array.from({ length: 70 }, (_, i) => ({ channel_id: `c${i}`, tenant_id: 't', waiting: i, due_at: 0 }));
    assert.deepEqual(
      (await insert(store, rows)).map(row => row.channel_id),
      rows.map(row => row.channel_id),
    );
    await store.destroy();
  });
});
