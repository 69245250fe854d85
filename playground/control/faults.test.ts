import assert from 'node:assert/strict';
import { type Playground, startPlayground } from '../playground.ts';
import { activitiesPath, call, createThread, fakeClock, message, thread } from '../testing.ts';

describe('the fault script', () => {
  let playground: Playground;
  const clock = fakeClock();
  const shown = (): (string | undefined)[] => playground.posts(playground.world.team.id).map(({ text }) => text);
  const outcomes = (): string[] => playground.record.entries().map(({ outcome }) => outcome);

  beforeEach(async () => {
    playground = await startPlayground({ clock });
  });
  afterEach(() => playground.close());

  it('answers with a code, a body and headers, so many times', async () => {
    playground.faults.add({
      times: 2,
      action: { status: 503, body: { error: { code: 'ServiceError' } }, headers: { 'retry-after': '3' } },
    });
    const first = await createThread(playground, message('a'));
    await createThread(playground, message('b'));
    const third = await createThread(playground, message('c'));
    assert.deepEqual([first.status, first.headers.get('retry-after')], [503, '3']);
    assert.deepEqual(first.body, { error: { code: 'ServiceError' } });
    assert.equal(third.status, 201);
    assert.deepEqual(shown(), ['c']);
    assert.deepEqual(outcomes(), ['fault', 'fault', 'done']);
  });

  it('strikes each n-th of the requests that match', async () => {
    playground.faults.add({ every: 3, match: { contains: 'strike' }, action: { status: 500 } });
    const statuses: number[] = [];
    for (const text of ['strike', 'pass', 'strike', 'strike', 'pass', 'strike']) {
      statuses.push((await createThread(playground, message(text))).status);
    }
    assert.deepEqual(statuses, [201, 201, 201, 500, 201, 201]);
  });

  it('picks requests by channel, method and path', async () => {
    const alerts = playground.world.channels[2]?.id ?? '';
    playground.faults.add(
      { match: { channelId: alerts }, action: { status: 502 } },
      { match: { method: 'put' }, action: { status: 504 } },
      { match: { path: '/v3/conversations/*/activities*' }, action: { status: 412 } },
    );
    const { id, activityId } = await thread(playground, 'a');
    assert.equal((await createThread(playground, message('a'), alerts)).status, 502);
    assert.equal((await call(playground, 'POST', activitiesPath(alerts), message('a'))).status, 502);
    assert.equal((await call(playground, 'PUT', activitiesPath(id, activityId), message('a'))).status, 504);
    assert.equal((await call(playground, 'POST', activitiesPath(id), message('a'))).status, 412);
    playground.faults.clear();
    assert.equal((await call(playground, 'POST', activitiesPath(id), message('a'))).status, 201);
  });

  it('cuts the connection before the work', async () => {
    playground.faults.add({ times: 1, action: { cut: 'before' } });
    await assert.rejects(createThread(playground, message('a')));
    assert.deepEqual([shown(), outcomes()], [[], ['cut-before']]);
  });

  it('cuts the connection after the work', async () => {
    playground.faults.add({ times: 1, action: { cut: 'after' } });
    await assert.rejects(createThread(playground, message('a')));
    const [entry] = playground.record.entries();
    assert.deepEqual(shown(), ['a']);
    assert.deepEqual([entry?.outcome, entry?.status, entry?.worked], ['cut-after', 201, true]);
  });

  it('cuts the connection within the answer, after the work', async () => {
    playground.faults.add({ times: 1, action: { cut: 'within' } });
    await assert.rejects(createThread(playground, message('a')));
    assert.deepEqual([shown(), outcomes()], [['a'], ['cut-after']]);
  });

  it('answers with something else after the work', async () => {
    playground.faults.add({ times: 1, action: { status: 200, body: '<html>', after: true } });
    const answer = await createThread(playground, message('a'));
    assert.deepEqual([answer.status, shown(), outcomes()], [200, ['a'], ['done']]);
  });

  for (const hang of [true, 'before', 'after'] as const) {
    it(`never answers (${hang})`, async () => {
      playground.faults.add({ times: 1, action: { hang } });
      const caller = new AbortController();
      const request = fetch(`${playground.url}/v3/conversations`, {
        method: 'POST',
        body: JSON.stringify({ channelData: { channel: { id: playground.world.team.id } }, activity: message('a') }),
        signal: caller.signal,
      });
      const entry = await playground.waitFor(({ outcome }) => outcome.startsWith('hung'));
      caller.abort();
      await assert.rejects(request);
      assert.equal(entry.worked, hang === 'after');
      assert.deepEqual(shown(), hang === 'after' ? ['a'] : []);
      assert.equal((await createThread(playground, message('b'))).status, 201);
    });
  }

  it('waits before the work, or before another fault', async () => {
    playground.faults.add(
      { times: 1, action: { delayMs: 5_000 } },
      { times: 1, action: { delayMs: 5_000, status: 500 } },
    );
    for (const expected of [201, 500]) {
      const reply = createThread(playground, message('a'));
      while (clock.waiting() === 0) await new Promise(setImmediate);
      assert.deepEqual(outcomes().at(-1), 'pending');
      clock.advance(5_000);
      assert.equal((await reply).status, expected);
    }
    assert.equal(playground.record.entries()[0]?.durationMs, 5_000);
  });

  it('is set, read and cleared from outside', async () => {
    const rules = [{ match: { method: 'POST' }, times: 1, action: { status: 500 } }];
    assert.equal((await call(playground, 'POST', '/playground/api/faults', { rules })).status, 200);
    await createThread(playground, message('a'));
    const { body } = await call(playground, 'GET', '/playground/api/faults');
    assert.deepEqual(body, { rules: [{ ...rules[0], matched: 1, applied: 1 }] });
    assert.equal((await call(playground, 'DELETE', '/playground/api/faults')).status, 204);
    assert.deepEqual(playground.faults.list(), []);
  });

  it('refuses rules that it does not understand', async () => {
    const add = (rule: unknown) => call(playground, 'POST', '/playground/api/faults', { rules: [rule] });
    for (const rule of [
      { action: { explode: true } },
      { action: { status: 500, hang: true } },
      { action: { cut: 'sideways' } },
      { action: {} },
      { action: { status: 500 }, matches: {} },
      { action: { status: 500 }, times: 0 },
    ]) {
      assert.equal((await add(rule)).status, 400);
    }
    assert.deepEqual(playground.faults.list(), []);
  });
});
