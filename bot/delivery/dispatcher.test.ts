import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failure, setUpDelivery } from '../../test/support/delivery.ts';
import { tenantId } from '../../test/support/store.ts';
import { reachability, wakeConnections } from '../connections/reachability.ts';
import type { Store } from '../store/store.ts';
import { wakeChannels } from './channel-queue.ts';
import { listDeliveries, replayDelivery } from './deliveries.ts';
import { createDispatcher } from './dispatcher.ts';
import { createJournal } from './journal.ts';
import { tidy } from './tidy.ts';

const waitingOf = async (store: Store) =>
  (await store.selectFrom('channel_queue').select('waiting').execute()).map(row => row.waiting);
const stateOf = async (store: Store, summary: string) => {
  const row = await store.selectFrom('delivery').selectAll().where('summary', '=', summary).executeTakeFirstOrThrow();
  return { state: row.state, possibleDuplicates: row.possible_duplicates, error: row.error };
};

describe('delivery', () => {
  it('posts in order and takes it from the queue', async () => {
    const { store, send, settle, posted } = await setUpDelivery({ a: ['one'] }, () => undefined);
    for (const text of ['1', '2', '3', '4', '5', '6']) await send('one', text);
    await settle();
    assert.deepEqual(posted, ['1', '2', '3', '4', '5', '6']);
    assert.deepEqual(await waitingOf(store), [0]);
  });

  it('lets connections that share a channel take turns', async () => {
    const { send, settle, posted, dispatcher } = await setUpDelivery({ a: ['one', 'two'] }, () => undefined);
    await Promise.all([...['1', '2', '3'].map(text => send('one', text)), send('two', 'x'), send('two', 'y')]);
    await dispatcher.idle();
    await settle();
    assert.deepEqual(posted, ['1', 'x', '2', 'y', '3']);
  });

  it('tries again without overtaking, and counts the attempts whose outcome is unknown', async () => {
    const { store, send, settle, posted } = await setUpDelivery({ a: ['one', 'two'] }, (text, attempt) =>
      text === '1' && attempt <= 2 ? failure({ status: 504 }) : undefined,
    );
    await Promise.all([send('one', '1'), send('one', '2'), send('two', 'x')]);
    await settle();
    assert.deepEqual(posted, ['x', '1', '2']);
    assert.deepEqual(await stateOf(store, '1'), { state: 'posted', possibleDuplicates: 2, error: null });
    assert.equal((await stateOf(store, '2')).possibleDuplicates, 0);
  });

  it('lets the whole channel wait as long as a 429 asks', async () => {
    const { clock, send, settle, posted } = await setUpDelivery({ a: ['one', 'two'], b: ['three'] }, (text, attempt) =>
      text === '1' && attempt === 1 ? failure({ status: 429, retryAfter: 30_000 }) : undefined,
    );
    const begun = clock.now;
    await send('one', '1');
    await settle(begun);
    await send('two', 'x');
    await send('three', 'b');
    await settle(begun);
    assert.deepEqual(posted, ['b']);
    await settle();
    // Who made the channel wait goes behind the others.
    assert.deepEqual(posted, ['b', 'x', '1']);
    assert.equal(clock.now, begun + 30_000);
  });

  it('posts what comes for other connections while one waits for its time', async () => {
    const { clock, send, settle, posted } = await setUpDelivery({ a: ['one', 'two'] }, (text, attempt) =>
      text === '1' && attempt === 1 ? failure({ status: 500, retryAfter: 60_000 }) : undefined,
    );
    const begun = clock.now;
    await send('one', '1');
    await settle(begun);
    await send('two', 'x');
    await settle(begun);
    assert.deepEqual(posted, ['x']);
    await settle();
    assert.deepEqual(posted, ['x', '1']);
  });

  it('suspends a connection on a second 403, holds what comes, and goes on when it is woken', async () => {
    const reach = { channel: false };
    const { store, clock, connections, ids, send, settle, posted, attempts } = await setUpDelivery(
      { a: ['one'] },
      () => (reach.channel ? undefined : failure({ status: 403 })),
    );
    await send('one', '1');
    await settle(clock.now);
    assert.equal((await connections.get(tenantId, ids.get('one')?.id ?? '')).status, 'active');
    await settle(clock.now + 10_000);
    await send('one', '2');
    await settle(clock.now);
    assert.deepEqual([...attempts], [['1', 2]]);
    assert.deepEqual(posted, []);
    const { status, statusReason } = await connections.get(tenantId, ids.get('one')?.id ?? '');
    assert.deepEqual({ status, statusReason }, { status: 'suspended', statusReason: 'status 403' });
    reach.channel = true;
    await wakeChannels(store, tenantId, await wakeConnections(store, tenantId, { channelId: 'a' }));
    await settle(clock.now);
    assert.deepEqual(posted, ['1', '2']);
  });

  it('lays 400 and 413 aside as dead letters, from which people replay', async () => {
    const broken = new Set(['1', '2']);
    const { store, clock, send, settle, posted } = await setUpDelivery({ a: ['one'] }, text =>
      broken.has(text) ? failure({ status: text === '1' ? 400 : 413 }) : undefined,
    );
    for (const text of ['1', '2', '3']) await send('one', text);
    await settle();
    assert.deepEqual(posted, ['3']);
    const dead = await listDeliveries(store, tenantId, { state: 'dead letter', limit: 10 });
    assert.deepEqual(
      dead.map(delivery => [delivery.summary, delivery.error]),
      [
        ['2', 'status 413'],
        ['1', 'status 400'],
      ],
    );
    broken.clear();
    await replayDelivery(store, tenantId, dead[1]?.id ?? 0, clock.now);
    await settle();
    assert.deepEqual(posted, ['3', '1']);
    assert.deepEqual(await waitingOf(store), [0]);
  });

  it('posts a copy when what was posted is replayed', async () => {
    const { store, clock, send, settle, posted } = await setUpDelivery({ a: ['one'] }, () => undefined);
    await send('one', '1');
    await settle();
    const [first] = await listDeliveries(store, tenantId, { limit: 1 });
    await replayDelivery(store, tenantId, first?.id ?? 0, clock.now);
    await settle();
    assert.deepEqual(posted, ['1', '1']);
    assert.equal((await listDeliveries(store, tenantId, { state: 'posted', limit: 10 })).length, 2);
  });

  it('gives up after a day', async () => {
    const { store, send, settle, clock } = await setUpDelivery({ a: ['one'] }, () => failure({ status: 503 }));
    const begun = clock.now;
    await send('one', '1');
    await settle();
    const { state, error } = await stateOf(store, '1');
    assert.equal(state, 'dead letter');
    assert.equal(error, 'Not posted within a day. The last error was: status 503');
    assert.ok(clock.now - begun < 25 * 3_600_000);
  });

  it('sends again what a crash left half done, and counts it as a possible duplicate', async () => {
    const { store, send, settle, posted, dispatcher } = await setUpDelivery({ a: ['one'] }, () => undefined);
    await dispatcher.stop();
    await send('one', '1');
    await store.updateTable('delivery').set({ state: 'sending', attempts: 1 }).execute();
    const next = createDispatcher({
      store,
      destination: {
        async post({ notification }) {
          posted.push(notification.summary);
          return { posted: true, conversationId: 'a', activityId: '1' };
        },
      },
      journal: createJournal(store, reachability),
      now: () => 2_000_000,
      random: () => 0,
      onAttempt: () => undefined,
      onError: error => assert.fail(String(error)),
    });
    await next.sweep();
    await next.idle();
    await settle();
    assert.deepEqual(posted, ['1']);
    assert.deepEqual(await stateOf(store, '1'), { state: 'posted', possibleDuplicates: 1, error: null });
  });

  it('does not post what waits for a connection that was removed, and says so', async () => {
    const { store, clock, connections, ids, send, settle, posted } = await setUpDelivery({ a: ['one'] }, () =>
      failure({ status: 503 }),
    );
    await send('one', '1');
    await settle(clock.now);
    await connections.remove(tenantId, ids.get('one')?.id ?? '');
    await tidy(store, clock.now);
    await settle();
    assert.deepEqual(posted, []);
    assert.equal((await stateOf(store, '1')).state, 'cancelled');
    assert.deepEqual(await waitingOf(store), [0]);
  });

  it('moves what a suspended connection held for a day to the dead letters, and deletes what is a week old', async () => {
    const { store, clock, send, settle } = await setUpDelivery({ a: ['one'] }, () => failure({ status: 404 }));
    await send('one', '1');
    await settle(clock.now + 10_000);
    clock.now += 24 * 3_600_000;
    await tidy(store, clock.now);
    assert.equal((await stateOf(store, '1')).state, 'dead letter');
    assert.deepEqual(await waitingOf(store), [0]);
    await tidy(store, clock.now + 7 * 24 * 3_600_000 + 1);
    assert.deepEqual(await listDeliveries(store, tenantId, { limit: 1 }), []);
  });

  it('posts everything once and in order whatever passing errors come', async () => {
    const faults = fc.array(fc.constantFrom(412, 429, 500, 502, 503, 504, undefined), { maxLength: 3 });
    const messages = fc.array(fc.record({ name: fc.constantFrom('one', 'two', 'three'), faults }), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(messages, async sent => {
        const { store, send, settle, posted } = await setUpDelivery(
          { a: ['one', 'two'], b: ['three'] },
          (text, attempt) => {
            const script = sent[Number(text)]?.faults ?? [];
            return attempt <= script.length ? failure({ status: script[attempt - 1] }) : undefined;
          },
        );
        await Promise.all(sent.map(({ name }, index) => send(name, String(index))));
        await settle();
        for (const connection of ['one', 'two', 'three'])
          assert.deepEqual(
            posted.map(Number).filter(index => sent[index]?.name === connection),
            sent.flatMap(({ name }, index) => (name === connection ? [index] : [])),
          );
        assert.equal(posted.length, sent.length);
        assert.ok((await waitingOf(store)).every(waiting => waiting === 0));
        await store.destroy();
      }),
      { numRuns: 30 },
    );
  });
});
