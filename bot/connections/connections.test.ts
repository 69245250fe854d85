import assert from 'node:assert/strict';
import { groupId, teamId, tenantId, testStore } from '../../test/support/store.ts';
import type { Store } from '../store/store.ts';
import { ConnectionError } from './connection.ts';
import { createConnections } from './connections.ts';
import { createConnectionFinder } from './find-connection.ts';
import { suspendConnections, wakeConnections } from './reachability.ts';
import { parseRootKeys } from './root-keys.ts';
import { readShortToken } from './webhook-url.ts';

const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);
const publicUrl = 'https://connectors.example.org';
const hours = 3_600_000;
const incoming = { channelId: teamId, connector: 'incoming-webhook', name: 'Builds' };
const refusedAs = (code: ConnectionError['code']) => (error: unknown) =>
  error instanceof ConnectionError && error.code === code;

function setUp(store: Store) {
  const clock = { now: 1_000_000 };
  const connections = createConnections({ store, keys, publicUrl, now: () => clock.now });
  const find = createConnectionFinder(store);
  /** What the way in finds behind a webhook URL. */
  const findByUrl = async (url: string) => {
    const token = readShortToken(keys, url.slice(`${publicUrl}/w/`.length));
    return token && (await find(token));
  };
  return { store, clock, connections, findByUrl };
}

describe('connections', () => {
  let store: Store;
  beforeEach(async () => {
    store = await testStore([teamId, '19:other@thread.tacv2']);
  });
  afterEach(() => store.destroy());

  it('are added with a webhook URL that leads to them', async () => {
    const { connections, findByUrl } = setUp(store);
    const added = await connections.add(tenantId, { ...incoming, name: ' Builds ', pictureUrl: 'https://a.example/b' });
    assert.match(added.id, /^[\da-f]{24}$/);
    assert.deepEqual(added, {
      id: added.id,
      tenantId,
      teamId,
      channelId: teamId,
      connector: 'incoming-webhook',
      connectorVersion: null,
      name: 'Builds',
      pictureUrl: 'https://a.example/b',
      createdBy: null,
      createdAt: 1_000_000,
      status: 'active',
      statusReason: null,
      version: 1,
    });
    const { short, webhookb2 } = await connections.urls(tenantId, added.id);
    assert.ok(webhookb2.startsWith(`${publicUrl}/webhookb2/${groupId}@${tenantId}/IncomingWebhook/`));
    assert.equal((await findByUrl(short))?.id, added.id);
  });

  it('are not added without a name, nor to a channel that is not known', async () => {
    const { connections } = setUp(store);
    await assert.rejects(connections.add(tenantId, { ...incoming, name: ' ' }), refusedAs('name-missing'));
    await assert.rejects(connections.add(tenantId, { ...incoming, channelId: 'x' }), refusedAs('channel-not-found'));
    await store.updateTable('channel').set({ deleted_at: 1 }).where('id', '=', teamId).execute();
    await assert.rejects(connections.add(tenantId, incoming), refusedAs('channel-not-found'));
    assert.deepEqual(await connections.list(tenantId), []);
  });

  it('are listed oldest first, all or those of a channel, without removed ones', async () => {
    const { clock, connections } = setUp(store);
    const names = async (channelId?: string) => (await connections.list(tenantId, channelId)).map(({ name }) => name);
    for (const [name, channelId] of [
      ['one', teamId],
      ['two', '19:other@thread.tacv2'],
      ['three', teamId],
    ] as const) {
      clock.now += 1;
      await connections.add(tenantId, { ...incoming, name, channelId });
    }
    assert.deepEqual(await names(), ['one', 'two', 'three']);
    assert.deepEqual(await names(teamId), ['one', 'three']);
    const [first] = await connections.list(tenantId);
    await connections.remove(tenantId, first?.id ?? '');
    assert.deepEqual(await names(), ['two', 'three']);
  });

  it('keep the old URL for 72 hours when a new one is made', async () => {
    const { clock, connections, findByUrl } = setUp(store);
    const { id } = await connections.add(tenantId, incoming);
    const { short: first } = await connections.urls(tenantId, id);
    const updated = await connections.updateUrl(tenantId, id);
    const { short: second } = await connections.urls(tenantId, id);
    assert.equal(updated.version, 2);
    assert.notEqual(first, second);
    assert.equal((await findByUrl(first))?.urlEndsAt, clock.now + 72 * hours);
    assert.equal((await findByUrl(second))?.urlEndsAt, null);
  });

  it('do not give an old URL more time when the URL is updated once more', async () => {
    const { clock, connections, findByUrl } = setUp(store);
    const begun = clock.now;
    const { id } = await connections.add(tenantId, incoming);
    const urls: string[] = [];
    for (const wait of [0, 10 * hours]) {
      clock.now += wait;
      urls.push((await connections.urls(tenantId, id)).short);
      await connections.updateUrl(tenantId, id);
    }
    const ends = await Promise.all(urls.map(async url => (await findByUrl(url))?.urlEndsAt));
    assert.deepEqual(ends, [begun + 72 * hours, begun + 82 * hours]);
  });

  it('end all old URLs at once when that is asked for', async () => {
    const { clock, connections, findByUrl } = setUp(store);
    const { id } = await connections.add(tenantId, incoming);
    const { short: first } = await connections.urls(tenantId, id);
    await connections.updateUrl(tenantId, id);
    const { short: second } = await connections.urls(tenantId, id);
    await connections.updateUrl(tenantId, id, { stopOldUrl: true });
    for (const url of [first, second]) assert.equal((await findByUrl(url))?.urlEndsAt, clock.now);
  });

  it('make new URLs with the epoch of their tenant', async () => {
    const { connections, findByUrl } = setUp(store);
    const { id } = await connections.add(tenantId, incoming);
    const { short: old } = await connections.urls(tenantId, id);
    await store
      .insertInto('organization_config')
      .values({
        tenant_id: tenantId,
        connectors_enabled: null,
        connectors_enabled_for_teams: null,
        connectors_actionable_messages_enabled: null,
        url_epoch: 1,
      })
      .execute();
    await connections.updateUrl(tenantId, id);
    const { short } = await connections.urls(tenantId, id);
    assert.equal(readShortToken(keys, short.slice(`${publicUrl}/w/`.length))?.epoch, 1);
    assert.equal((await findByUrl(old))?.id, id);
  });

  it('say so when all generations of their URL are used up', async () => {
    const { connections } = setUp(store);
    const { id } = await connections.add(tenantId, incoming);
    await store.updateTable('webhook_url').set({ generation: 65_535 }).execute();
    await assert.rejects(connections.updateUrl(tenantId, id), refusedAs('url-generations-used-up'));
  });

  it('are paused, resumed and removed, each time with a higher version', async () => {
    const { connections } = setUp(store);
    const { id } = await connections.add(tenantId, incoming);
    const told = ({ status, version }: { status: string; version: number }) => `${status} ${version}`;
    assert.equal(told(await connections.pause(tenantId, id)), 'paused 2');
    assert.equal(told(await connections.resume(tenantId, id)), 'active 3');
    assert.equal(told(await connections.remove(tenantId, id)), 'removed 4');
    for (const again of [connections.get, connections.pause, connections.resume, connections.remove])
      await assert.rejects(again(tenantId, id), refusedAs('connection-not-found'));
    await assert.rejects(connections.updateUrl(tenantId, id), refusedAs('connection-not-found'));
  });

  it('are suspended with the reason and wake again, and stay paused where somebody paused them', async () => {
    const { connections } = setUp(store);
    const { id } = await connections.add(tenantId, incoming);
    await suspendConnections(
      store,
      tenantId,
      { teamId },
      { at: 1, cause: 'refused', reason: 'the bot is out of the team' },
    );
    await suspendConnections(store, tenantId, { connectionId: id }, { at: 2, cause: 'refused', reason: 'another' });
    const suspended = await connections.get(tenantId, id);
    assert.deepEqual([suspended.status, suspended.statusReason], ['suspended', 'the bot is out of the team']);
    assert.equal((await connections.pause(tenantId, id)).status, 'paused');
    assert.deepEqual(await wakeConnections(store, tenantId, { channelId: teamId }), [teamId]);
    assert.deepEqual(await wakeConnections(store, tenantId, { channelId: teamId }), []);
    assert.equal((await connections.get(tenantId, id)).status, 'paused');
  });

  it('are there for their own tenant only', async () => {
    const { connections } = setUp(store);
    const { id } = await connections.add(tenantId, incoming);
    const other = 'c2a9d7b4-3e51-4a86-8b0d-7d9c64f1e832';
    await assert.rejects(connections.add(other, incoming), refusedAs('channel-not-found'));
    assert.deepEqual(await connections.list(other), []);
    for (const act of [connections.get, connections.pause, connections.resume, connections.remove])
      await assert.rejects(act(other, id), refusedAs('connection-not-found'));
    await assert.rejects(connections.updateUrl(other, id), refusedAs('connection-not-found'));
    await assert.rejects(connections.urls(other, id));
    await suspendConnections(store, other, { teamId }, { at: 1, cause: 'refused', reason: 'not yours' });
    const { status, version } = await connections.get(tenantId, id);
    assert.deepEqual({ status, version }, { status: 'active', version: 1 });
  });

  it('give each of several that update at the same time a URL of its own', async () => {
    const { connections } = setUp(store);
    const { id } = await connections.add(tenantId, incoming);
    const updated = await Promise.all([1, 2, 3].map(() => connections.updateUrl(tenantId, id)));
    assert.deepEqual(
      updated.map(({ version }) => version),
      [2, 3, 4],
    );
    const rows = await store
      .selectFrom('webhook_url')
      .select(['generation', 'ends_at'])
      .orderBy('generation')
      .execute();
    assert.deepEqual(
      rows.map(row => [row.generation, row.ends_at === null]),
      [
        [1, false],
        [2, false],
        [3, false],
        [4, true],
      ],
    );
  });
});
