import assert from 'node:assert/strict';
import { type Playground, startPlayground } from '../playground.ts';
import { activitiesPath, call, createThread, fakeClock, message, thread } from '../testing.ts';
import { createRecord } from './record.ts';

describe('the record', () => {
  let playground: Playground;
  const clock = fakeClock();

  beforeEach(async () => {
    playground = await startPlayground({ clock });
  });
  afterEach(() => playground.close());

  it('keeps what came, in order, and what became of it', async () => {
    const { id, activityId } = await thread(playground, 'a');
    await call(playground, 'PUT', activitiesPath(id, activityId), message('b'));
    await call(playground, 'DELETE', activitiesPath(id, '1'));
    const channelId = playground.world.team.id;
    const at = new Date(clock.now()).toISOString();
    const common = { at, durationMs: 0, channelId, conversationId: id };
    assert.deepEqual((await call(playground, 'GET', '/playground/api/record')).body, [
      {
        seq: 1,
        ...common,
        method: 'POST',
        path: '/v3/conversations',
        status: 201,
        activityId,
        activity: message('a'),
        outcome: 'done',
        worked: true,
        violations: [],
      },
      {
        seq: 2,
        ...common,
        method: 'PUT',
        path: `/v3/conversations/${id}/activities/${activityId}`,
        status: 200,
        activityId,
        activity: message('b'),
        outcome: 'done',
        worked: true,
        violations: [],
      },
      {
        seq: 3,
        ...common,
        method: 'DELETE',
        path: `/v3/conversations/${id}/activities/1`,
        status: 404,
        activityId: null,
        outcome: 'refused',
        worked: false,
        violations: [],
      },
    ]);
  });

  it('is read from a number on, and cleared without beginning to count anew', async () => {
    for (const text of ['a', 'b', 'c']) await createThread(playground, message(text));
    const since = async (seq: number) => (await call(playground, 'GET', `/playground/api/record?since=${seq}`)).body;
    assert.deepEqual(await since(2), playground.record.entries().slice(2));
    assert.equal((await call(playground, 'GET', '/playground/api/record?since=x')).status, 400);
    assert.equal((await call(playground, 'DELETE', '/playground/api/record')).status, 204);
    await createThread(playground, message('d'));
    assert.deepEqual(
      playground.record.entries().map(({ seq }) => seq),
      [4],
    );
  });

  it('tells when two sends to one channel overlap, and not when they follow one another or go elsewhere', async () => {
    playground.faults.add({ times: 2, action: { delayMs: 1_000 } });
    const alerts = playground.world.channels[2]?.id;
    const first = createThread(playground, message('first'));
    const elsewhere = createThread(playground, message('elsewhere'), alerts);
    while (clock.waiting() < 2) await new Promise(setImmediate);
    await createThread(playground, message('second'));
    clock.advance(1_000);
    await Promise.all([first, elsewhere]);
    await createThread(playground, message('third'));
    const overlapping = playground.record.entries().filter(({ violations }) => violations.length > 0);
    assert.deepEqual(
      overlapping.map(({ activity }) => activity),
      [message('second')],
    );
    assert.deepEqual(
      playground.record.violations().map(({ rule }) => rule),
      ['overlapping'],
    );
  });

  it('counts a caller who waits for an answer as still sending, and one who has gone no more', async () => {
    playground.faults.add({ times: 1, action: { hang: true } });
    const caller = new AbortController();
    const hung = fetch(`${playground.url}${activitiesPath(playground.world.team.id)}`, {
      method: 'POST',
      body: JSON.stringify(message('a')),
      signal: caller.signal,
    });
    await playground.waitFor(({ outcome }) => outcome === 'hung');
    await createThread(playground, message('too early'));
    assert.equal(playground.record.violations().length, 1);
    caller.abort();
    await assert.rejects(hung);
    await createThread(playground, message('b'));
    assert.equal(playground.record.violations().length, 1);
  });

  it('lets a test wait for one request, or for several, past or to come', async () => {
    const three = playground.record.waitFor(({ worked }) => worked, 3);
    for (const text of ['a', 'b', 'c']) await createThread(playground, message(text));
    assert.deepEqual(
      (await three).map(({ seq }) => seq),
      [1, 2, 3],
    );
    assert.equal((await playground.waitFor(({ seq }) => seq === 2)).seq, 2);
  });

  it('tells who still waits when the playground closes', async () => {
    const waiting = playground.waitFor(() => false);
    await playground.close();
    await assert.rejects(waiting, /closed while 1 more/);
  });

  it('keeps a bounded number of requests, and only totals when it is to keep none', async () => {
    const request = { method: 'GET', path: '/', channelId: null, conversationId: null, activityId: null };
    const bounded = createRecord(10, clock.now);
    for (let count = 0; count < 100; count += 1)
      bounded.settle(bounded.begin({ ...request, violations: [] }), 'done', 200);
    assert.ok(bounded.entries().length <= 11);
    assert.equal(bounded.entries().at(-1)?.seq, 100);

    const quiet = await startPlayground({ record: 'none' });
    const waited = quiet.waitFor(({ status }) => status === 404);
    await createThread(quiet, message('a'));
    await createThread(quiet, message('a'), '19:nowhere@thread.tacv2');
    await waited;
    assert.deepEqual(quiet.record.entries(), []);
    const totals = { requests: 2, worked: 1, violations: 0, byStatus: { 201: 1, 404: 1 } };
    assert.deepEqual((await call(quiet, 'GET', '/playground/api/record/totals')).body, totals);
    await quiet.close();
  });
});
