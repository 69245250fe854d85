import assert from 'node:assert/strict';
import { createConnections } from '../../bot/connections/connections.ts';
import { reachability } from '../../bot/connections/reachability.ts';
import { parseRootKeys } from '../../bot/connections/root-keys.ts';
import type { Failed, Post, PostResult } from '../../bot/delivery/destination.ts';
import { createDispatcher } from '../../bot/delivery/dispatcher.ts';
import { createJournal } from '../../bot/delivery/journal.ts';
import { createOutbox } from '../../bot/delivery/outbox.ts';
import { tenantId, testStore } from './store.ts';

const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);
export const failure = (changes: Partial<Failed>): Failed => ({
  posted: false,
  status: undefined,
  code: undefined,
  retryAfter: undefined,
  sent: true,
  error: `status ${changes.status}`,
  ...changes,
});

/** A delivery with a clock in hand and a destination that answers by a script; unscripted it posts. */
export async function setUpDelivery(
  channels: Record<string, string[]>,
  script: (text: string, attempt: number, now: number) => Failed | undefined,
  random: () => number = () => 0,
) {
  const store = await testStore(Object.keys(channels));
  const clock = { now: 1_000_000 };
  const connections = createConnections({ store, keys, publicUrl: 'http://localhost', now: () => clock.now });
  const ids = new Map<string, { id: string; channelId: string }>();
  for (const [channelId, names] of Object.entries(channels))
    for (const name of names) {
      const { id } = await connections.add(tenantId, { channelId, name, connector: 'incoming-webhook' });
      ids.set(name, { id, channelId });
    }

  const posted: string[] = [];
  const attempts = new Map<string, number>();
  const under = new Set<string>();
  const destination = {
    async post({ notification, channelId }: Post): Promise<PostResult> {
      assert.ok(!under.has(channelId), 'two sends to a channel at a time');
      under.add(channelId);
      await new Promise(setImmediate);
      under.delete(channelId);
      const attempt = (attempts.get(notification.summary) ?? 0) + 1;
      attempts.set(notification.summary, attempt);
      const failed = script(notification.summary, attempt, clock.now);
      if (failed) return failed;
      posted.push(notification.summary);
      return { posted: true, conversationId: channelId, activityId: String(posted.length) };
    },
  };
  const errors: unknown[] = [];
  const dispatcher = createDispatcher({
    store,
    destination,
    journal: createJournal(store, reachability),
    now: () => clock.now,
    random,
    onAttempt: () => undefined,
    onError: error => errors.push(error),
  });
  const outbox = createOutbox({ store, onQueued: dispatcher.wake });
  const send = (name: string, summary: string) => {
    const connection = ids.get(name);
    assert.ok(connection);
    const notification = { contents: [{ kind: 'message' as const, sections: [], actions: [] }], summary };
    const { id: connectionId, channelId } = connection;
    return outbox({ tenantId, connectionId, channelId, at: clock.now, notifications: [notification] });
  };
  /** Lets time pass as far as something is due, until nothing is. */
  const settle = async (until = Number.POSITIVE_INFINITY) => {
    for (;;) {
      await dispatcher.sweep();
      await dispatcher.idle();
      const { due } = await store
        .selectFrom('channel_queue')
        .select(eb => eb.fn.min('due_at').as('due'))
        .where('due_at', 'is not', null)
        .executeTakeFirstOrThrow();
      if (due === null || due > until) break;
      clock.now = Math.max(clock.now, due);
    }
    assert.deepEqual(errors, []);
  };
  return { store, clock, connections, ids, posted, send, settle, dispatcher, attempts };
}
