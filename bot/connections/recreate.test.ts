import assert from 'node:assert/strict';
import { teamId, tenantId, testStore } from '../../test/support/store.ts';
import { createOutbox } from '../delivery/outbox.ts';
import type { Store } from '../store/store.ts';
import { createConnections } from './connections.ts';
import { parseRootKeys } from './root-keys.ts';
import { openSettings } from './settings.ts';
import { createUrlAttention } from './url-attention.ts';
import { createUrlUsage } from './url-usage.ts';

const key = (id: number) => `${id}:${Buffer.alloc(32, id).toString('base64url')}`;
const oldKeys = parseRootKeys(key(1));
const keys = parseRootKeys(`${key(2)},${key(1)}`);
const secret = { type: 'secret', id: 'secret', label: { en: '', fr: '' }, required: true } as const;
const connector = { settings: [secret], events: new Map() };

describe('recreating a connection', () => {
  const clock = { now: 1_000_000 };
  let store: Store;
  let id: string;
  const options = () => ({ store, keys, publicUrl: '', now: () => clock.now });
  const connections = () => createConnections(options());
  const firstMessage = (connectionId: string) =>
    createUrlUsage({ store, onError: error => assert.fail(String(error)) })({
      ...{ tenantId, connectionId, channelId: teamId, generation: 1, at: clock.now },
      ...{ address: '192.0.2.1', userAgent: null, outcome: 'accepted', isOld: false },
    });

  beforeEach(async () => {
    store = await testStore();
    const added = await createConnections({ ...options(), keys: oldKeys }).add(tenantId, {
      ...{ channelId: teamId, connector: 'github', connectorVersion: '1.0.0', name: 'Code' },
      ...{ pictureUrl: 'https://a.example/p', createdBy: 'somebody' },
      settings: { connector, entered: { secret: 'a secret' } },
    });
    id = added.id;
  });
  afterEach(() => store.destroy());

  const settingsOf = async (connectionId: string) => {
    const row = await store.selectFrom('connection').selectAll().where('id', '=', connectionId).executeTakeFirst();
    return row?.settings ?? '';
  };

  it('makes one like it, whose secrets are sealed anew', async () => {
    const made = await connections().recreate(tenantId, id, { by: 'owner' });
    const { createdAt: _, ...expected } = await connections().get(tenantId, id);
    assert.partialDeepStrictEqual(made, { ...expected, id: made.id, createdBy: 'owner', version: 1 });
    assert.notEqual(made.id, id);
    const sealed = await settingsOf(made.id);
    assert.deepEqual(openSettings(parseRootKeys(key(2)), made.id, sealed).secrets, { secret: 'a secret' });
    assert.deepEqual(await connections().replacement(tenantId, { id }), {
      replaces: null,
      replacedBy: { id: made.id, name: 'Code' },
    });
    assert.deepEqual((await connections().replacement(tenantId, made)).replaces, { id, name: 'Code' });
  });

  it('makes one however many press at the same time', async () => {
    const pressed = await Promise.all([1, 2, 3].map(() => connections().recreate(tenantId, id, { version: 1 })));
    assert.equal(new Set(pressed.map(one => one.id)).size, 1);
    assert.equal((await connections().list(tenantId)).length, 2);
  });

  it('removes the old one with the first message, and posts what still waits for it', async () => {
    const outbox = createOutbox({ store, onQueued: () => undefined });
    const notification = { contents: [{ kind: 'message' as const, sections: [], actions: [] }], summary: 'Hello' };
    await outbox({ tenantId, connectionId: id, channelId: teamId, at: clock.now, notifications: [notification] });
    await createUrlAttention(options()).reportLeak(tenantId, id, { by: null });

    const made = await connections().recreate(tenantId, id);
    const states = await connections().urlStates(tenantId, [id, made.id]);
    assert.deepEqual(
      [...states.values()].map(state => state.status),
      ['waiting-for-first-message', 'waiting-for-first-message'],
    );
    await Promise.all([firstMessage(made.id), firstMessage(made.id)]);
    assert.deepEqual(
      (await connections().list(tenantId)).map(one => one.id),
      [made.id],
    );
    assert.equal((await connections().urlState(tenantId, made.id))?.status, 'up-to-date');
    const delivery = await store.selectFrom('delivery').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([delivery.connection_id, delivery.state], [made.id, 'waiting']);
    const attention = await store.selectFrom('url_attention').select('outcome').execute();
    assert.deepEqual(
      attention.map(row => row.outcome),
      ['updated'],
    );
    assert.partialDeepStrictEqual(await connections().oldUrls(tenantId, made.id), [
      { connectionId: id, generation: 1 },
    ]);
  });

  it('is taken back by removing the new one', async () => {
    const { id: newId } = await connections().recreate(tenantId, id);
    await connections().remove(tenantId, newId);
    assert.partialDeepStrictEqual(await connections().urlState(tenantId, id), { status: 'up-to-date', deadline: null });
  });
});
