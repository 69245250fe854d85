import assert from 'node:assert/strict';
import { ada, ben, startTestApi, type TestApi } from '../../test/support/api.ts';
import { teamId, tenantId } from '../../test/support/store.ts';
import type { DeliveryState } from '../store/schema.ts';
import { newRequestId } from '../webhook/request-id.ts';
import type { ActivityDetail, ActivityPage, ConnectionDetail, Replayed, TestMessage } from './contract.ts';

const script = '<script>alert(1)</script>';

describe('activity by the API', () => {
  let api: TestApi;
  let id: string;
  let path: string;
  before(async () => {
    api = await startTestApi();
    api.directory.put(teamId, ada, 'owner');
    api.directory.put(teamId, ben, 'member');
  });
  beforeEach(async () => {
    await api.clear();
    id = (await api.connections.add(tenantId, { channelId: teamId, connector: 'incoming-webhook', name: 'Builds' })).id;
    path = `/api/connections/${id}`;
  });
  afterEach(() => assert.deepEqual(api.errors, []));
  after(() => api.close());

  let at = Date.now();
  /** A request that came in, and what became of what is to be posted because of it. */
  async function arrive(
    outcome: 'accepted' | 'ignored' | 'refused',
    states: DeliveryState[] = [],
    { reason = null, body = '{}' }: { reason?: string | null; body?: string } = {},
  ): Promise<string> {
    at += 1;
    const activityId = newRequestId(at);
    await api.store
      .insertInto('activity')
      .values({
        id: activityId,
        tenant_id: tenantId,
        connection_id: id,
        at,
        outcome,
        reason,
        status: outcome === 'refused' ? 400 : 200,
        generation: 1,
        address: '192.0.2.1',
        user_agent: 'curl/8',
        content_type: 'application/json',
        size: body.length,
        body,
      })
      .execute();
    for (const [index, state] of states.entries()) await deliver(activityId, state, `Message ${index}`);
    return activityId;
  }

  async function deliver(activityId: string, state: DeliveryState, text: string): Promise<void> {
    const message = { kind: 'message', title: text, sections: [], actions: [] };
    await api.store
      .insertInto('delivery')
      .values({
        tenant_id: tenantId,
        connection_id: id,
        channel_id: teamId,
        activity_id: activityId,
        state,
        summary: text,
        notification: JSON.stringify({ contents: [message], summary: text }),
        queued_at: at,
        error: state === 'dead letter' ? 'Teams refused it.' : null,
        finished_at: state === 'waiting' || state === 'sending' ? null : at,
        posted_conversation_id: null,
        posted_activity_id: null,
      })
      .execute();
    await api.store
      .insertInto('channel_queue')
      .values({ channel_id: teamId, tenant_id: tenantId, waiting: 0, due_at: null })
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }

  const list = async (query = '') =>
    (await api.ask<ActivityPage>('GET', `${path}/activities${query}`, { as: ben })).body;

  const statesNow = async () => {
    const rows = await api.store.selectFrom('delivery').select('state').orderBy('id').execute();
    return rows.map(row => row.state);
  };

  it('says what became of each request, the newest first', async () => {
    await arrive('accepted', ['posted', 'posted']);
    await arrive('accepted', ['posted', 'waiting']);
    await arrive('accepted', ['sending']);
    await arrive('accepted', ['posted', 'dead letter', 'waiting']);
    await arrive('ignored', [], { reason: 'Not chosen.' });
    await arrive('refused', [], { reason: 'No JSON.' });
    const { activities, next } = await list();
    assert.equal(next, null);
    assert.deepEqual(
      activities.map(one => [one.outcome, one.reason]),
      [
        ['refused', 'No JSON.'],
        ['ignored', 'Not chosen.'],
        ['failed', 'Teams refused it.'],
        ['waiting', null],
        ['waiting', null],
        ['posted', null],
      ],
    );
    assert.deepEqual([activities[5]?.summary, activities[5]?.userAgent], ['Message 0', 'curl/8']);
  });

  it('comes in pages that neither miss nor repeat what arrives meanwhile', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.unshift(await arrive('accepted', ['posted']));
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await list(`?limit=3${cursor}`);
      seen.push(...page.activities.map(one => one.id));
      await arrive('accepted');
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    assert.deepEqual(seen, ids);
  });

  it('comes by its outcome', async () => {
    for (const state of ['posted', 'dead letter', 'waiting', 'dead letter', 'posted'] as const)
      await arrive('accepted', [state]);
    await arrive('ignored');
    for (const [outcome, count] of Object.entries({ posted: 2, failed: 2, waiting: 1, ignored: 1, refused: 0 })) {
      const { activities } = await list(`?outcome=${outcome}`);
      assert.deepEqual(
        activities.map(one => one.outcome),
        Array(count).fill(outcome),
      );
    }
    const { activities, next } = await list('?outcome=failed&limit=1');
    const rest = await list(`?outcome=failed&limit=1&cursor=${next}`);
    assert.notEqual(activities[0]?.id, rest.activities[0]?.id);
    assert.deepEqual([activities.length, rest.activities.length, rest.next], [1, 1, null]);
  });

  for (const query of ['cursor=nonsense', 'cursor=e30', 'limit=0', 'limit=201', 'limit=x', 'outcome=lost'])
    it(`refuses ${query}`, async () => {
      const answer = await api.ask('GET', `${path}/activities?${query}`, { as: ada });
      assert.deepEqual([answer.status, answer.body.fields?.map(one => one.field)], [422, [query.split('=')[0]]]);
    });

  it('shows the body as it came and the card as it is posted, as data', async () => {
    const activityId = await arrive('accepted', [], { body: JSON.stringify({ text: script }) });
    await deliver(activityId, 'posted', script);
    const answer = await api.ask<ActivityDetail>('GET', `${path}/activities/${activityId}`, { as: ben });
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.deepEqual(JSON.parse(answer.body.body ?? ''), { text: script });
    const [delivery] = answer.body.deliveries;
    assert.equal(delivery?.state, 'posted');
    assert.match(JSON.stringify(delivery?.cards), /AdaptiveCard.*Builds.*<script>/);
  });

  it('does not show a request of another connection', async () => {
    const activityId = await arrive('accepted', ['posted']);
    const other = await api.connections.add(tenantId, { channelId: teamId, connector: 'incoming-webhook', name: 'X' });
    for (const [method, end] of [
      ['GET', ''],
      ['POST', '/replay'],
    ] as const) {
      const answer = await api.ask(method, `/api/connections/${other.id}/activities/${activityId}${end}`, { as: ada });
      assert.deepEqual([answer.status, answer.body.code], [404, 'not-found']);
    }
    assert.deepEqual(await statesNow(), ['posted']);
  });

  it('posts again what failed, and leaves what was posted', async () => {
    const activityId = await arrive('accepted', ['posted', 'dead letter']);
    const { body } = await api.ask<Replayed>('POST', `${path}/activities/${activityId}/replay`, { as: ben });
    assert.deepEqual([body, await statesNow(), api.woken], [{ replayed: 1 }, ['posted', 'waiting'], [teamId]]);
    const again = await api.ask('POST', `${path}/activities/${activityId}/replay`, { as: ben });
    assert.deepEqual([again.status, again.body.code], [409, 'nothing-to-replay']);
  });

  it('posts again what was posted, each message once however often it was replayed', async () => {
    const activityId = await arrive('accepted', ['posted', 'posted']);
    const replay = () => api.ask<Replayed>('POST', `${path}/activities/${activityId}/replay`, { as: ben });
    assert.deepEqual((await replay()).body, { replayed: 2 });
    await api.store.updateTable('delivery').set({ state: 'posted', finished_at: at }).execute();
    assert.deepEqual((await replay()).body, { replayed: 2 });
    assert.equal((await statesNow()).length, 6);
  });

  it('has nothing to replay of what was ignored or refused', async () => {
    for (const outcome of ['ignored', 'refused'] as const) {
      const answer = await api.ask('POST', `${path}/activities/${await arrive(outcome)}/replay`, { as: ada });
      assert.deepEqual([answer.status, answer.body.code], [409, 'nothing-to-replay']);
    }
  });

  it('posts again all that failed', async () => {
    for (let count = 0; count < 130; count += 1) await arrive('accepted', ['dead letter']);
    await arrive('accepted', ['posted']);
    assert.equal((await api.ask<ConnectionDetail>('GET', path, { as: ada })).body.failed, 130);
    const { body } = await api.ask<Replayed>('POST', `${path}/replay-failed`, { as: ada });
    assert.deepEqual(body, { replayed: 130 });
    assert.equal((await statesNow()).filter(state => state === 'waiting').length, 130);
    assert.deepEqual((await api.ask<Replayed>('POST', `${path}/replay-failed`, { as: ada })).body, { replayed: 0 });
  });

  it('posts again all that failed once, where two ask for it at the same time', async () => {
    for (let count = 0; count < 30; count += 1) await arrive('accepted', ['dead letter']);
    const replay = () => api.ask<Replayed>('POST', `${path}/replay-failed`, { as: ada });
    const answers = await Promise.all([replay(), replay()]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    assert.equal(
      answers.reduce((sum, { body }) => sum + body.replayed, 0),
      30,
    );
    assert.equal((await statesNow()).filter(state => state === 'waiting').length, 30);
  });

  it('lists a test message as any other, in the name of the connection', async () => {
    const { body } = await api.ask<TestMessage>('POST', `${path}/test`, { as: ben });
    const { activities } = await list();
    assert.deepEqual(
      activities.map(one => [one.id, one.outcome, one.summary]),
      [[body.activityId, 'waiting', 'Test message of Builds']],
    );
    const detail = await api.ask<ActivityDetail>('GET', `${path}/activities/${body.activityId}`, { as: ben });
    assert.match(JSON.stringify(detail.body.deliveries[0]?.cards), /Test message.*Ben Member/);
    assert.ok((await api.ask<ConnectionDetail>('GET', path, { as: ada })).body.lastMessageAt);
  });

  it('tells of the last message that was not refused', async () => {
    await arrive('accepted', ['posted']);
    const accepted = at;
    await arrive('refused');
    assert.equal((await api.ask<ConnectionDetail>('GET', path, { as: ada })).body.lastMessageAt, accepted);
  });
});
