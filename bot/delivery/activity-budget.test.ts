import assert from 'node:assert/strict';
import { teamId as channelId, tenantId, testStore } from '../../test/support/store.ts';
import { createActivityBudget, rowSize } from './activity-budget.ts';
import { type ActivityRow, createOutbox } from './outbox.ts';
import { kept, tidy } from './tidy.ts';

const kilobyte = 1_000;

/** An outbox whose store takes three bodies of a kilobyte for a connection, and five in all. */
async function setUp(store?: Awaited<ReturnType<typeof testStore>>) {
  const opened = store ?? (await testStore());
  const body = kilobyte + rowSize;
  const budget = createActivityBudget(opened, { perConnection: 3 * body, inAll: 5 * body });
  await budget.flush();
  const outbox = createOutbox({ store: opened, budget, onQueued: () => undefined });
  let count = 0;
  const receive = async (connectionId: string, outcome: ActivityRow['outcome'], text = 'x'.repeat(kilobyte)) => {
    count += 1;
    const activity: ActivityRow = {
      id: `0199${String(count).padStart(4, '0')}-${connectionId}`,
      tenant_id: tenantId,
      connection_id: connectionId,
      at: count,
      outcome,
      reason: outcome === 'accepted' ? null : 'why',
      status: 200,
      generation: 1,
      address: '',
      user_agent: null,
      content_type: null,
      size: text.length,
      body: text,
    };
    const notification = { summary: text.slice(0, 5), contents: [] };
    const notifications = outcome === 'accepted' ? [notification] : [];
    await outbox({ tenantId, connectionId, channelId, at: count, activity, notifications });
  };
  const rowsOf = async (connectionId: string) => {
    const rows = await opened
      .selectFrom('activity')
      .select(['outcome', 'body', 'body_left_out'])
      .where('connection_id', '=', connectionId)
      .orderBy('id')
      .execute();
    return rows.map(row => [row.outcome, row.body?.length ?? null, row.body_left_out]);
  };
  const sizeOf = (connectionId: string) =>
    opened.selectFrom('activity_size').selectAll().where('connection_id', '=', connectionId).executeTakeFirst();
  return { store: opened, budget, receive, rowsOf, sizeOf };
}

describe('the budget of what is kept of requests', () => {
  it('keeps only the beginning of what was ignored', async () => {
    const { receive, rowsOf } = await setUp();
    await receive('a', 'ignored', 'x'.repeat(2_500));
    assert.deepEqual(await rowsOf('a'), [['ignored', 2_000, 0]]);
  });

  it('leaves out bodies, then what posted nothing, and never a message', async () => {
    const { store, budget, receive, rowsOf, sizeOf } = await setUp();
    for (let sent = 0; sent < 6; sent += 1) await receive('a', 'accepted');
    for (let sent = 0; sent < 4; sent += 1) await receive('a', 'ignored');
    await receive('a', 'refused');
    assert.deepEqual(await rowsOf('a'), [
      ...Array.from({ length: 3 }, () => ['accepted', kilobyte, 0]),
      ...Array.from({ length: 3 }, () => ['accepted', null, 1]),
    ]);
    assert.equal((await store.selectFrom('delivery').select('id').execute()).length, 6);
    await budget.flush();
    assert.deepEqual(
      { ...(await sizeOf('a')) },
      { connection_id: 'a', tenant_id: tenantId, bytes: 3 * kilobyte + 6 * rowSize, left_out: 5, left_out_at: 11 },
    );
  });

  it('lists what was ignored without its body while there is room for that', async () => {
    const { receive, rowsOf } = await setUp();
    await receive('a', 'accepted', 'x'.repeat(3 * kilobyte));
    for (let sent = 0; sent < 4; sent += 1) await receive('a', 'ignored');
    assert.deepEqual(await rowsOf('a'), [
      ['accepted', 3 * kilobyte, 0],
      ['ignored', null, 1],
      ['ignored', null, 1],
    ]);
  });

  it('holds for all connections together', async () => {
    const { receive, rowsOf } = await setUp();
    for (const connection of ['a', 'a', 'a', 'b', 'b']) await receive(connection, 'accepted');
    await receive('c', 'ignored');
    await receive('c', 'accepted');
    assert.deepEqual(await rowsOf('c'), [['accepted', null, 1]]);
  });

  it('is remembered over a restart, and has room again when what is old was deleted', async () => {
    const first = await setUp();
    for (let sent = 0; sent < 4; sent += 1) await first.receive('a', 'accepted');
    await first.budget.flush();
    const next = await setUp(first.store);
    await first.store.deleteFrom('activity').execute();
    await next.receive('a', 'accepted');
    assert.deepEqual(await next.rowsOf('a'), [['accepted', null, 1]]);
    await next.budget.flush();
    await tidy(first.store, Date.now() + kept);
    assert.deepEqual(await next.rowsOf('a'), []);
  });

  it('gives back exactly what rows took', async () => {
    const { store, budget, receive, sizeOf } = await setUp();
    await receive('a', 'accepted', 'é'.repeat(100));
    await receive('a', 'ignored');
    await budget.flush();
    assert.equal((await sizeOf('a'))?.bytes, 200 + kilobyte + 2 * rowSize);
    await tidy(store, Date.now() + 10 * kept);
    assert.equal(await sizeOf('a'), undefined);
  });

  it('counts nothing that could not be written down', async () => {
    const { store, budget, receive, sizeOf } = await setUp();
    const trigger = 'create trigger full before insert on delivery begin select raise(fail, "full"); end';
    await store.executeQuery({ ...store.selectFrom('team').select('id').compile(), sql: trigger, parameters: [] });
    await assert.rejects(receive('a', 'accepted'));
    await budget.flush();
    assert.equal(await sizeOf('a'), undefined);
  });
});
