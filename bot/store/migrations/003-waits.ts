import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Why a delivery, a channel or a connection waits, since when, and what ends the wait; and how much of what comes in
 * is kept. Each column is written with a failure, or in a statement that an ordinary message costs anyway.
 */
export const waits: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await add(db, 'delivery', 'tried_at', 'bigint');
    await add(db, 'delivery', 'failing_since', 'bigint');
    await add(db, 'delivery', 'judged_at', 'bigint');
    for (const column of ['failed_alone', 'second_look', 'until_works'])
      await db.schema
        .alterTable('delivery')
        .addColumn(column, 'integer', c => c.notNull().defaultTo(0))
        .execute();
    // Only what waits so is in it: an ordinary message never is.
    await db.schema
      .createIndex('delivery_until_works')
      .on('delivery')
      .column('tenant_id')
      .where(sql.ref('until_works'), '=', 1)
      .where(sql.ref('finished_at'), 'is', null)
      .execute();

    await add(db, 'channel_queue', 'held_by', 'text');
    for (const column of ['held_since', 'posted_at'])
      await db.schema
        .alterTable('channel_queue')
        .addColumn(column, 'bigint', c => c.notNull().defaultTo(0))
        .execute();
    for (const column of ['until_works', 'failures'])
      await db.schema
        .alterTable('channel_queue')
        .addColumn(column, 'integer', c => c.notNull().defaultTo(0))
        .execute();

    await add(db, 'connection', 'probe_at', 'bigint');
    await db.schema
      .alterTable('connection')
      .addColumn('probes', 'integer', c => c.notNull().defaultTo(0))
      .execute();
    // Those that an earlier version has suspended for a refused post are tried too.
    await sql`update connection set probe_at = 0 where suspended_cause = 'refused'`.execute(db);

    await db.schema
      .alterTable('activity')
      .addColumn('body_left_out', 'integer', c => c.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createTable('activity_size')
      .addColumn('connection_id', 'text', c => c.primaryKey())
      .addColumn('tenant_id', 'text', c => c.notNull())
      .addColumn('bytes', 'bigint', c => c.notNull())
      .addColumn('left_out', 'integer', c => c.notNull())
      .addColumn('left_out_at', 'bigint')
      .execute();
    await sql`
      insert into activity_size (connection_id, tenant_id, bytes, left_out)
      select connection_id, tenant_id, sum(coalesce(octet_length(body), 0) + 300), 0
      from activity group by connection_id, tenant_id`.execute(db);
  },
};

const add = (db: Kysely<unknown>, table: string, column: string, type: 'bigint' | 'text') =>
  db.schema.alterTable(table).addColumn(column, type).execute();
