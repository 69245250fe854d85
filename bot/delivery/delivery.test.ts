import assert from 'node:assert/strict';
import { tenantId, testStore } from '../../test/support/store.ts';
import { createDelivery } from './delivery.ts';

describe('createDelivery', () => {
  it('ends the housekeeping that is under way before it has stopped, since the store is closed then', async () => {
    const store = await testStore();
    // Deleted last, after turns of the event loop.
    const seen = { connection_id: 'a', tenant_id: tenantId, delivery_id: '1', at: 0 };
    await store.insertInto('seen_delivery_id').values(seen).execute();
    const delivery = createDelivery({
      store,
      destination: { post: () => assert.fail('nothing is to be posted') },
      reachability: { unreachable: async () => undefined, reached: async () => undefined },
      activityLimits: { perConnection: 1_000_000, inAll: 1_000_000 },
      now: Date.now,
      random: () => 0,
      onAttempt: () => undefined,
      onError: assert.ifError,
    });
    delivery.start();
    await delivery.stop();
    assert.deepEqual(await store.selectFrom('seen_delivery_id').select('delivery_id').limit(1).execute(), []);
    await store.destroy();
  });
});
