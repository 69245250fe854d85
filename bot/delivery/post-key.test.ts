import assert from 'node:assert/strict';
import { teamId as channelId, tenantId, testStore } from '../../test/support/store.ts';
import type { Store } from '../store/store.ts';
import type { Failed, Post, PostResult } from './destination.ts';
import { createDispatcher } from './dispatcher.ts';
import { createJournal } from './journal.ts';
import { createOutbox } from './outbox.ts';
import { kept, tidy } from './tidy.ts';

const day = 24 * 60 * 60 * 1000;

const failure = (status: number): Failed => ({
  posted: false,
  status,
  code: undefined,
  retryAfter: undefined,
  sent: true,
  error: `status ${status}`,
});

/** A channel that keeps what was posted by its id, and fails as it is told. */
async function setUp() {
  const store = await testStore();
  const clock = { now: 1_000_000 };
  const standing = new Map<string, string>();
  const posts: Post[] = [];
  const faults: Failed[] = [];
  const errors: unknown[] = [];
  const destination = {
    async post(post: Post): Promise<PostResult> {
      const fault = faults.shift();
      if (fault) return fault;
      posts.push(post);
      if (post.updates && !standing.has(post.updates.activityId)) return failure(404);
      const activityId = post.updates?.activityId ?? String(posts.length);
      standing.set(activityId, post.notification.summary);
      return { posted: true, conversationId: post.channelId, activityId };
    },
  };
  const start = () =>
    createDispatcher({
      store,
      destination,
      journal: createJournal(store, {
        unreachable: async () => assert.fail('nothing is to be suspended'),
        reached: async () => assert.fail('nothing is suspended'),
      }),
      now: () => clock.now,
      random: () => 0,
      onAttempt: () => undefined,
      onError: error => errors.push(error),
    });
  let dispatcher = start();
  const outbox = createOutbox({ store, onQueued: channelIds => dispatcher.wake(channelIds) });
  const send = (summary: string, postKey?: string, to = channelId) =>
    outbox({
      tenantId,
      connectionId: null,
      channelId: to,
      at: clock.now,
      notifications: [{ summary, contents: [{ kind: 'message', sections: [], actions: [] }] }],
      ...(postKey === undefined ? {} : { postKey }),
    });
  const settle = async () => {
    await dispatcher.sweep();
    await dispatcher.idle();
    assert.deepEqual(errors, []);
  };
  const restart = async () => {
    await dispatcher.stop();
    dispatcher = start();
  };
  return { store, clock, standing, posts, faults, send, settle, restart };
}

const summaries = async (store: Store) =>
  (await store.selectFrom('delivery').select('summary').execute()).map(row => row.summary);

const shown = (standing: Map<string, string>) => [...standing.values()];

describe('what is posted under a key', () => {
  it('takes the place of what was posted under it before, in the same channel', async () => {
    const { standing, posts, send, settle } = await setUp();
    await send('first', 'prompt/1');
    await settle();
    await send('second', 'prompt/1');
    await send('another', 'prompt/2');
    await send('in a chat', 'prompt/1', 'user:ada');
    await send('without a key');
    await settle();
    assert.deepEqual(shown(standing).sort(), ['another', 'in a chat', 'second', 'without a key']);
    assert.deepEqual(
      posts.filter(post => post.updates).map(post => [post.notification.summary, post.updates]),
      [['second', { conversationId: channelId, activityId: '1' }]],
    );
  });

  it('is found again after several updates', async () => {
    const { standing, send, settle } = await setUp();
    for (const text of ['one', 'two', 'three']) {
      await send(text, 'prompt/1');
      await settle();
    }
    assert.deepEqual(shown(standing), ['three']);
  });

  it('updates what waited to be posted when the update was written down', async () => {
    const { clock, standing, faults, send, settle } = await setUp();
    faults.push(failure(503));
    await send('first', 'prompt/1');
    await settle();
    await send('second', 'prompt/1');
    clock.now += day / 2;
    await settle();
    assert.deepEqual(shown(standing), ['second']);
  });

  it('is posted where the one before could not be', async () => {
    const { standing, faults, send, settle } = await setUp();
    faults.push(failure(400));
    await send('first', 'prompt/1');
    await settle();
    await send('second', 'prompt/1');
    await settle();
    assert.deepEqual(shown(standing), ['second']);
  });

  it('is posted anew where the one before was deleted from the channel', async () => {
    const { standing, send, settle } = await setUp();
    await send('first', 'prompt/1');
    await settle();
    standing.clear();
    await send('second', 'prompt/1');
    await settle();
    await send('third', 'prompt/1');
    await settle();
    assert.deepEqual(shown(standing), ['third']);
  });

  it('is laid aside, and suspends nothing, where the channel itself is gone', async () => {
    const { store, posts, faults, send, settle } = await setUp();
    await send('first', 'prompt/1');
    await settle();
    faults.push(failure(404), failure(404));
    await send('second', 'prompt/1');
    await settle();
    assert.equal(posts.length, 1);
    const rows = await store.selectFrom('delivery').select('state').orderBy('id').execute();
    assert.deepEqual(
      rows.map(row => row.state),
      ['posted', 'dead letter'],
    );
  });

  it('stands once when an update was cut off by a crash', async () => {
    const { store, standing, send, settle, restart } = await setUp();
    await send('first', 'prompt/1');
    await settle();
    await restart();
    await send('second', 'prompt/1');
    await store.updateTable('delivery').set({ state: 'sending' }).where('summary', '=', 'second').execute();
    await settle();
    assert.deepEqual(shown(standing), ['second']);
  });

  it('is remembered for a year and more, by its last row', async () => {
    const { store, clock, standing, send, settle } = await setUp();
    for (const text of ['one', 'two']) {
      await send(text, 'prompt/1');
      await settle();
    }
    await send('no key');
    await settle();
    await tidy(store, clock.now + kept + 1);
    assert.deepEqual(await summaries(store), ['two']);
    await tidy(store, clock.now + 399 * day);
    clock.now += 399 * day;
    await send('three', 'prompt/1');
    await settle();
    assert.deepEqual(shown(standing), ['three', 'no key']);
    await tidy(store, clock.now + 401 * day);
    assert.deepEqual(await summaries(store), []);
  });
});
