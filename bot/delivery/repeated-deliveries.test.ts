import assert from 'node:assert/strict';
import { tenantId, testStore } from '../../test/support/store.ts';
import type { ActivityRow } from './outbox.ts';
import { createOutbox } from './outbox.ts';
import { rememberedFor } from './repeated-deliveries.ts';

async function setUp() {
  const store = await testStore(['a']);
  const outbox = createOutbox({ store, onQueued: () => undefined });
  let count = 0;
  const send = (deliveryId: string, at: number, connectionId = 'one') => {
    count += 1;
    const activity: ActivityRow = {
      id: String(count),
      tenant_id: tenantId,
      connection_id: connectionId,
      at,
      outcome: 'accepted',
      reason: null,
      status: 200,
      generation: 1,
      address: '127.0.0.1',
      user_agent: null,
      content_type: null,
      size: 0,
      body: null,
    };
    const notification = { contents: [{ kind: 'message' as const, sections: [], actions: [] }], summary: deliveryId };
    const numbered = { deliveryId, reasonIfRepeated: 'again' };
    return outbox({ tenantId, connectionId, channelId: 'a', at, activity, notifications: [notification], numbered });
  };
  const summaries = async () =>
    (await store.selectFrom('delivery').select('summary').execute()).map(row => row.summary);
  const outcomes = async () =>
    (await store.selectFrom('activity').select(['outcome', 'reason']).orderBy('id').execute()).map(row =>
      `${row.outcome} ${row.reason ?? ''}`.trim(),
    );
  return { send, summaries, outcomes };
}

describe('a delivery that a service sends again', () => {
  it('is not posted again, and stands in Activity with the reason', async () => {
    const { send, summaries, outcomes } = await setUp();
    await send('1', 1);
    await Promise.all([send('1', 2), send('2', 2), send('2', 2)]);
    assert.deepEqual(await summaries(), ['1', '2']);
    assert.deepEqual(await outcomes(), ['accepted', 'ignored again', 'accepted', 'ignored again']);
  });

  it('is posted for another connection, and after 24 hours', async () => {
    const { send, summaries } = await setUp();
    await send('1', 1);
    await send('1', 1, 'two');
    await send('1', rememberedFor);
    await send('1', 1 + rememberedFor);
    assert.deepEqual(await summaries(), ['1', '1', '1']);
  });
});
