import assert from 'node:assert/strict';
import { CompiledQuery, sql } from 'kysely';
import { ada, startTestApi, type TestApi } from '../../test/support/api.ts';
import { teamId, tenantId } from '../../test/support/store.ts';
import type { ActivityPage, ConnectionDetail, ConnectionPage } from './contract.ts';

const channel = `/api/channels/${encodeURIComponent(teamId)}`;
const connections = 1_000;
const activities = 100_000;
/** The connection that all activities are of. */
const busy = '000000000000000000000500';

const numbers = (count: number) =>
  sql`with recursive number(n) as (select 1 union all select n + 1 from number where n < ${count})`;
/** As the ids of activities are: in the order of time. */
const activityId = sql`printf('%08x-%04x-7000-8000-000000000000', n, 0)`;

describe('long lists by the API', () => {
  let api: TestApi;
  before(async () => {
    api = await startTestApi();
    api.directory.put(teamId, ada, 'owner');
    const { store } = api;
    await sql`insert into connection (id, tenant_id, team_id, channel_id, connector, name, settings, created_at)
      ${numbers(connections)} select printf('%024d', n), ${tenantId}, ${teamId}, ${teamId}, 'incoming-webhook',
        'Connection ' || n, '{}', n / 3 from number`.execute(store);
    await sql`insert into webhook_url (connection_id, tenant_id, generation, root_key, epoch, created_at)
      select id, tenant_id, 1, 1, 0, created_at from connection`.execute(store);
    await sql`insert into activity (id, tenant_id, connection_id, at, outcome, status, generation, address, size, body)
      ${numbers(activities)} select ${activityId}, ${tenantId}, ${busy}, n,
        case when n % 50000 = 7 then 'ignored' else 'accepted' end, 200, 1, '192.0.2.1', 2, '{}' from number`.execute(
      store,
    );
    await sql`insert into delivery
      (tenant_id, connection_id, channel_id, activity_id, state, summary, notification, queued_at, finished_at)
      ${numbers(activities)} select ${tenantId}, ${busy}, ${teamId}, ${activityId},
        case when n % 20000 = 9 then 'dead letter' else 'posted' end, 'Message ' || n,
        '{"contents":[{"kind":"message","title":"x","sections":[],"actions":[]}],"summary":"x"}', n, n from number`.execute(
      store,
    );
  });
  beforeEach(() => {
    api.queries.length = 0;
  });
  after(() => api.close());

  /** How the store answers the queries of the last request: each query with its steps. */
  async function plans(): Promise<{ query: string; steps: string[] }[]> {
    const explained: { query: string; steps: string[] }[] = [];
    for (const node of api.queries) {
      const query = api.store.getExecutor().compileQuery(node, { queryId: 'explained' });
      const explain = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]);
      const { rows } = await api.store.executeQuery<{ detail: string }>(explain);
      explained.push({ query: query.sql, steps: rows.map(row => row.detail) });
    }
    return explained;
  }

  /** No table that grows is read from end to end, and no list is sorted to take a page of it. */
  async function assertIndexed(): Promise<void> {
    const explained = await plans();
    assert.ok(explained.length > 0);
    for (const { query, steps } of explained)
      for (const step of steps) {
        assert.doesNotMatch(step, /^SCAN (activity|delivery|connection|webhook_url|url_attention)\b/, query);
        if (/ limit /.test(query)) assert.doesNotMatch(step, /USE TEMP B-TREE FOR ORDER BY/, query);
      }
  }

  it('give all connections of a channel in pages, each once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const path = `${channel}/connections?limit=200${cursor}`;
      const { body } = await api.ask<ConnectionPage>('GET', path, { as: ada });
      assert.equal(body.total, connections);
      seen.push(...body.connections.map(one => one.id));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    assert.equal(new Set(seen).size, connections);
    assert.deepEqual(seen, seen.toSorted().reverse());
  });

  it('read a page of connections by the index, wherever it is', async () => {
    const { body } = await api.ask<ConnectionPage>('GET', `${channel}/connections`, { as: ada });
    await assertIndexed();
    api.queries.length = 0;
    await api.ask('GET', `${channel}/connections?cursor=${body.next}`, { as: ada });
    await assertIndexed();
  });

  it('find one connection among a thousand', async () => {
    const { body } = await api.ask<ConnectionPage>('GET', `${channel}/connections?search=Connection 7`, { as: ada });
    assert.equal(body.connections.length, 50);
    const one = await api.ask<ConnectionPage>('GET', `${channel}/connections?search=connection 777`, { as: ada });
    assert.deepEqual([one.body.connections.length, one.body.next], [1, null]);
  });

  it('read a page of activities by the index, wherever it is', async () => {
    const path = `/api/connections/${busy}/activities`;
    const { body } = await api.ask<ActivityPage>('GET', path, { as: ada });
    assert.equal(body.activities[0]?.summary, `Message ${activities}`);
    await assertIndexed();
    const middle = Buffer.from(JSON.stringify(['0000c350-0000-7000-8000-000000000000'])).toString('base64url');
    api.queries.length = 0;
    const later = await api.ask<ActivityPage>('GET', `${path}?cursor=${middle}`, { as: ada });
    assert.equal(later.body.activities[0]?.summary, 'Message 49999');
    await assertIndexed();
  });

  it('look for rare outcomes a bounded way at a time, and go on where they stopped', async () => {
    const found: string[] = [];
    let requests = 0;
    for (let cursor = ''; ; requests += 1) {
      const path = `/api/connections/${busy}/activities?outcome=failed${cursor}`;
      const { body } = await api.ask<ActivityPage>('GET', path, { as: ada });
      found.push(...body.activities.map(one => String(one.summary)));
      assert.ok(api.queries.length < 30, `${api.queries.length} queries`);
      await assertIndexed();
      api.queries.length = 0;
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    assert.deepEqual(
      found,
      [80_009, 60_009, 40_009, 20_009, 9].map(number => `Message ${number}`),
    );
    assert.ok(requests <= activities / 20_000, `${requests} requests`);
  });

  it('count what failed of one connection without reading what did not', async () => {
    const { body } = await api.ask<ConnectionDetail>('GET', `/api/connections/${busy}`, { as: ada });
    assert.equal(body.failed, 5);
    assert.equal(body.lastMessageAt, activities);
    assert.ok((await plans()).some(({ steps }) => steps.some(step => /delivery_failed/.test(step))));
    await assertIndexed();
  });
});
