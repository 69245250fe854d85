import assert from 'node:assert/strict';
import { teamId, tenantId, testStore } from '../../test/support/store.ts';
import { createConnections } from './connections.ts';
import { parseRootKeys } from './root-keys.ts';
import { createUrlUsage, isNoteworthy, type UrlUse } from './url-usage.ts';

const hour = 3_600_000;
const at = 1_000 * hour;
const inUse = { urlIsCurrent: true, urlFirstUsedAt: at - 9 * hour, urlLastUsedAt: at - hour + 1 };

describe('the use of webhook URLs', () => {
  it('costs the ordinary call nothing: it is not written down', () => {
    assert.equal(isNoteworthy(inUse, { at, outcome: 'accepted' }), false);
    assert.equal(isNoteworthy({ ...inUse, urlFirstUsedAt: null }, { at, outcome: 'refused' }), false);
  });

  it('is written down with the first message, once an hour, and for each call to an old or ended URL', () => {
    const unused = { ...inUse, urlFirstUsedAt: null, urlLastUsedAt: null };
    assert.ok(isNoteworthy(unused, { at, outcome: 'accepted' }));
    assert.ok(isNoteworthy({ ...inUse, urlLastUsedAt: at - hour }, { at, outcome: 'accepted' }));
    assert.ok(isNoteworthy({ ...inUse, urlIsCurrent: false }, { at, outcome: 'refused' }));
    assert.ok(isNoteworthy(inUse, { at, outcome: 'ended' }));
  });

  it('tells once of the first message, and never rejects where the store fails', async () => {
    const store = await testStore();
    const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);
    const connections = createConnections({ store, keys, publicUrl: '', now: () => at });
    const wanted = { channelId: teamId, connector: 'incoming-webhook', name: 'a' };
    const { id: connectionId } = await connections.add(tenantId, wanted);
    const told: string[] = [];
    const failed: unknown[] = [];
    const used = createUrlUsage({
      store,
      onUrlChange: ({ channelId }) => told.push(channelId),
      onError: error => failed.push(error),
    });
    const use: UrlUse = {
      ...{ tenantId, connectionId, channelId: teamId, generation: 1, at, address: '192.0.2.1', userAgent: null },
      ...{ outcome: 'accepted', isOld: false },
    };
    await Promise.all([used({ ...use, outcome: 'refused' }), used(use), used({ ...use, at: at + 1 })]);
    await used(use);
    assert.deepEqual(told, [teamId]);
    const row = await store.selectFrom('webhook_url').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([row.first_used_at, row.old_calls, row.refused_calls], [at, 0, 0]);
    await store.destroy();
    await used(use);
    assert.equal(failed.length, 1);
  });
});
