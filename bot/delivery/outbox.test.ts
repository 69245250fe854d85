import assert from 'node:assert/strict';
import { tenantId, testStore } from '../../test/support/store.ts';
import { createOutbox } from './outbox.ts';

describe('the outbox', () => {
  it('tells of channels that can be sent to now, and not of those that are to wait', async () => {
    const now = 1_000;
    const store = await testStore(['new', 'due', 'resting', 'held']);
    const queue = { tenant_id: tenantId, waiting: 1 };
    await store
      .insertInto('channel_queue')
      .values([
        { ...queue, channel_id: 'due', due_at: now, held_until: 0 },
        { ...queue, channel_id: 'resting', due_at: null, held_until: 0 },
        { ...queue, channel_id: 'held', due_at: now + 1, held_until: now + 1 },
      ])
      .execute();
    const queued: string[] = [];
    const outbox = createOutbox({ store, onQueued: channelIds => queued.push(...channelIds) });

    const notification = { contents: [], summary: 'Hello' };
    await Promise.all(
      ['new', 'due', 'resting', 'held'].map(channelId =>
        outbox({ tenantId, connectionId: null, channelId, at: now, notifications: [notification] }),
      ),
    );

    assert.deepEqual(queued, ['new', 'due', 'resting']);
    const held = await store
      .selectFrom('channel_queue')
      .select(['waiting', 'due_at'])
      .where('channel_id', '=', 'held')
      .executeTakeFirstOrThrow();
    assert.deepEqual({ ...held }, { waiting: 2, due_at: now + 1 });
    await store.destroy();
  });
});
