import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { teamId, tenantId, testStore } from '../../test/support/store.ts';
import type { Store } from '../store/store.ts';
import { createUrlAging } from './aged-urls.ts';
import { takeBackTransition } from './apply-transition.ts';
import { ConnectionError } from './connection.ts';
import { createConnections } from './connections.ts';
import { parseRootKeys } from './root-keys.ts';
import { openSettings } from './settings.ts';
import { createUrlAttention } from './url-attention.ts';
import { createUrlUsage } from './url-usage.ts';

const hour = 3_600_000;
const day = 24 * hour;
const key = (id: number) => `${id}:${Buffer.alloc(32, id).toString('base64url')}`;
const refusedAs = (code: ConnectionError['code']) => (error: unknown) =>
  error instanceof ConnectionError && error.code === code;
const secret = { type: 'secret', id: 'secret', label: { en: '', fr: '' }, required: true } as const;
const connector = { settings: [secret], events: new Map() };

describe('a URL transition', () => {
  const clock = { now: 1_000 * day };
  let store: Store;
  beforeEach(async () => {
    store = await testStore([teamId, '19:other@thread.tacv2']);
  });
  afterEach(() => store.destroy());

  const serviceWith = (keyIds: number[]) => {
    const keys = parseRootKeys(keyIds.map(key).join(','));
    const options = { store, keys, publicUrl: '', now: () => clock.now };
    return { keys, connections: createConnections(options), attention: createUrlAttention(options) };
  };
  type Service = ReturnType<typeof serviceWith>;
  const add = async ({ connections }: Service, name: string, channelId = teamId) =>
    (await connections.add(tenantId, { channelId, connector: 'incoming-webhook', name })).id;
  const firstMessage = (connectionId: string, generation: number) =>
    createUrlUsage({ store, onError: error => assert.fail(String(error)) })({
      ...{ tenantId, connectionId, channelId: teamId, generation, at: clock.now },
      ...{ address: '192.0.2.1', userAgent: null, outcome: 'accepted', isOld: false },
    });
  const start = ({ attention }: Service, days: number) =>
    attention.startTransition(tenantId, { deadline: clock.now + days * day, by: 'admin' });

  it('says how many connections are open, waiting, done and expired', async () => {
    const service = serviceWith([1]);
    const { connections, attention } = service;
    const ids: string[] = [];
    for (const name of ['open', 'waiting', 'done', 'recreated', 'moved', 'removed']) ids.push(await add(service, name));
    const [, waiting = '', done = '', recreated = '', moved = '', removed = ''] = ids;
    const started = await start(service, 30);
    assert.deepEqual(started, {
      ...{ epoch: 1, reason: 'transition', startedAt: clock.now, startedBy: 'admin' },
      deadline: clock.now + 30 * day,
    });
    assert.deepEqual((await attention.transitionStatus(tenantId)).counts, { open: 6, waiting: 0, done: 0, expired: 0 });
    await connections.updateUrl(tenantId, waiting);
    await connections.updateUrl(tenantId, done);
    await firstMessage(done, 2);
    await connections.recreate(tenantId, recreated);
    await firstMessage((await connections.recreate(tenantId, moved)).id, 1);
    await connections.remove(tenantId, removed);
    await add(service, 'added later');
    const counts = { open: 1, waiting: 2, done: 2, expired: 0 };
    assert.deepEqual((await attention.transitionStatus(tenantId)).counts, counts);
    clock.now += 30 * day;
    assert.deepEqual((await attention.transitionStatus(tenantId)).counts, {
      ...counts,
      open: 0,
      waiting: 1,
      expired: 2,
    });
  });

  it('is one at a time, and can be started again after its deadline or when it was cancelled', async () => {
    const service = serviceWith([1]);
    const id = await add(service, 'a');
    await assert.rejects(start(service, 0), refusedAs('deadline-not-in-future'));
    await start(service, 1);
    await assert.rejects(start(service, 2), refusedAs('url-transition-open'));
    await service.attention.cancelTransition(tenantId);
    assert.equal((await service.connections.urlState(tenantId, id))?.status, 'up-to-date');
    assert.equal((await service.attention.transitionStatus(tenantId)).transition, null);
    await assert.rejects(service.attention.cancelTransition(tenantId), refusedAs('no-url-transition'));
    assert.equal((await start(service, 1)).epoch, 2);
    clock.now += day;
    await assert.rejects(service.attention.cancelTransition(tenantId), refusedAs('no-url-transition'));
    assert.equal((await service.connections.urlState(tenantId, id))?.status, 'expired');
    assert.equal((await start(service, 1)).epoch, 3);
    assert.equal((await service.attention.transitionStatus(tenantId)).counts.expired, 1);
  });

  it('is refused once the epochs are used up, and nothing is changed', async () => {
    const service = serviceWith([1]);
    await add(service, 'a');
    await start(service, 1);
    await service.attention.cancelTransition(tenantId);
    await store.updateTable('organization_config').set({ url_epoch: 255 }).execute();
    await assert.rejects(start(service, 1), refusedAs('url-epochs-used-up'));
    const { url_epoch } = await store.selectFrom('organization_config').select('url_epoch').executeTakeFirstOrThrow();
    assert.equal(url_epoch, 255);
  });

  it('retires a root key: its URLs are regenerated, its secrets sealed anew, and then it is not needed', async () => {
    const before = serviceWith([1]);
    const old = await add(before, 'old');
    const { id: withSecret } = await before.connections.add(tenantId, {
      ...{ channelId: teamId, connector: 'github', name: 'secret' },
      settings: { connector, entered: { secret: 'a secret' } },
    });
    const service = serviceWith([2, 1]);
    const young = await add(service, 'young');
    assert.deepEqual(await service.attention.rootKeyUse(), [
      { rootKey: 1, isCurrent: false, urls: 2, secrets: 1 },
      { rootKey: 2, isCurrent: true, urls: 1, secrets: 0 },
    ]);
    const retire = (rootKey: number) =>
      service.attention.startTransition(tenantId, { deadline: clock.now + 9 * day, rootKey, by: null });
    await assert.rejects(retire(2), refusedAs('root-key-in-use'));
    await assert.rejects(retire(3), refusedAs('root-key-unknown'));
    assert.equal((await retire(1)).reason, 'root-key');
    const states = await service.connections.urlStates(tenantId, [old, withSecret, young]);
    assert.deepEqual(
      [...states.values()].map(state => state.reason).toSorted(),
      ['root-key', 'root-key', null].toSorted(),
    );
    assert.equal(states.get(young)?.status, 'up-to-date');
    const { settings } = await store
      .selectFrom('connection')
      .select('settings')
      .where('id', '=', withSecret)
      .executeTakeFirstOrThrow();
    assert.deepEqual(openSettings(serviceWith([2]).keys, withSecret, settings).secrets, { secret: 'a secret' });
    for (const id of [old, withSecret]) await service.connections.updateUrl(tenantId, id);
    assert.partialDeepStrictEqual(await service.attention.rootKeyUse(), [{ rootKey: 1, urls: 2, secrets: 0 }]);
    clock.now += 9 * day;
    assert.deepEqual(await service.attention.rootKeyUse(), [
      { rootKey: 1, isCurrent: false, urls: 0, secrets: 0 },
      { rootKey: 2, isCurrent: true, urls: 3, secrets: 1 },
    ]);
  });

  it('lets others have their turn while it marks many connections, and goes on where a crash cut it off', async () => {
    const service = serviceWith([1]);
    const many = 2_000;
    await addMany(service, many);
    let turns = 0;
    let busy = true;
    const others = (async () => {
      for (; busy; turns += 1) await setImmediate();
    })();
    await start(service, 30);
    busy = false;
    await others;
    assert.ok(turns > many / 500, `${turns} turns`);
    const open = async () => (await service.attention.transitionStatus(tenantId)).counts.open;
    assert.equal(await open(), many);

    await store.deleteFrom('url_attention').where('connection_id', '>', '8').execute();
    await store.updateTable('webhook_url').set({ ends_at: null }).where('connection_id', '>', '8').execute();
    assert.ok((await open()) < many);
    await service.attention.resumeTransitions();
    assert.equal(await open(), many);
  });

  it('has its own deadline where a crash cut off the cancel of the one before', async () => {
    const service = serviceWith([1]);
    const id = await add(service, 'a');
    await start(service, 30);
    const cancelled = await store
      .updateTable('url_transition')
      .set({ cancelled_at: clock.now })
      .returningAll()
      .executeTakeFirstOrThrow();
    await start(service, 60);
    const deadline = async () => (await service.connections.urlState(tenantId, id))?.deadline;
    assert.equal(await deadline(), clock.now + 60 * day);
    // The same, where the cancel goes on in another process.
    await takeBackTransition({ store, keys: service.keys, now: () => clock.now }, cancelled);
    assert.equal(await deadline(), clock.now + 60 * day);
  });

  async function addMany({ keys }: Service, count: number): Promise<void> {
    const connectionRows = Array.from({ length: count }, () => ({
      ...{ id: randomBytes(12).toString('hex'), tenant_id: tenantId, team_id: teamId, channel_id: teamId },
      ...{ connector: 'incoming-webhook', connector_version: null, name: 'a', picture_url: null, settings: '{}' },
      ...{ created_by: null, created_at: 0, paused_at: null, suspended_at: null, suspended_reason: null },
      removed_at: null,
    }));
    for (let from = 0; from < count; from += 500) {
      const rows = connectionRows.slice(from, from + 500);
      await store.insertInto('connection').values(rows).execute();
      const urls = rows.map(row => ({
        ...{ connection_id: row.id, tenant_id: tenantId, generation: 1, root_key: keys.current, epoch: 0 },
        ...{ created_at: 0, ends_at: null },
      }));
      await store.insertInto('webhook_url').values(urls).execute();
    }
  }
});

describe('what must be regenerated', () => {
  const clock = { now: 1_000 * day };
  const keys = parseRootKeys(key(1));

  it('is listed for a channel, with why, until when and who still calls, and what was done since', async () => {
    const store = await testStore([teamId, '19:other@thread.tacv2']);
    const options = { store, keys, publicUrl: '', now: () => clock.now };
    const connections = createConnections(options);
    const attention = createUrlAttention(options);
    const add = (name: string, channelId: string) =>
      connections.add(tenantId, { channelId, connector: 'incoming-webhook', name, createdBy: 'somebody' });
    const leaked = await add('leaked', teamId);
    const imported = await add('imported', teamId);
    const aged = await add('aged', '19:other@thread.tacv2');
    assert.deepEqual(await attention.openAttention(tenantId), []);

    await attention.reportLeak(tenantId, leaked.id, { by: 'owner', detail: 'a repository' });
    await attention.markImported(imported, clock.now + 5 * day);
    const items = await attention.openAttention(tenantId, { channelId: teamId });
    assert.partialDeepStrictEqual(items, [
      { connectionId: imported.id, name: 'imported', status: 'attention-required', reason: 'imported' },
      {
        ...{ connectionId: leaked.id, reason: 'leaked', deadline: clock.now + day, startedAt: clock.now },
        ...{ channelId: teamId, createdBy: 'somebody', lastCall: null, refusedCalls: 0 },
      },
    ]);
    assert.deepEqual(await attention.channelsWithAttention(), [{ tenantId, channelId: teamId }]);

    // The URL of an imported connection goes on after the deadline: the one that ended is Microsoft's.
    clock.now += 6 * day;
    assert.equal((await connections.urlState(tenantId, imported.id))?.status, 'attention-required');
    const used = { tenantId, channelId: teamId, generation: 1, at: clock.now, address: '', userAgent: null };
    await createUrlUsage({ store, onError: error => assert.fail(String(error)) })({
      ...{ ...used, connectionId: imported.id, outcome: 'accepted', isOld: false },
    });
    assert.equal((await connections.urlState(tenantId, imported.id))?.status, 'up-to-date');
    assert.deepEqual(
      (await attention.openAttention(tenantId)).map(one => [one.name, one.status]),
      [['leaked', 'expired']],
    );
    const since = await attention.openAttention(tenantId, { channelId: teamId, updatedSince: clock.now });
    assert.deepEqual(
      since.map(one => [one.name, one.status]),
      [
        ['imported', 'up-to-date'],
        ['leaked', 'expired'],
      ],
    );
    await setMaxAge(store, 6);
    await attention.ageUrls(clock.now);
    assert.equal((await connections.urlState(tenantId, aged.id))?.deadline, clock.now + 30 * day);
    await setMaxAge(store, null);
    const hourly = createUrlAging({ store });
    await hourly(clock.now);
    await setMaxAge(store, 6);
    await hourly(clock.now + hour - 1);
    assert.equal((await connections.urlState(tenantId, aged.id))?.status, 'up-to-date');
    await store.destroy();
  });

  async function setMaxAge(store: Store, url_max_age_days: number | null): Promise<void> {
    const off = {
      ...{ connectors_enabled: null, connectors_enabled_for_teams: null },
      connectors_actionable_messages_enabled: null,
    };
    await store
      .insertInto('organization_config')
      .values({ tenant_id: tenantId, ...off, url_max_age_days })
      .onConflict(conflict => conflict.column('tenant_id').doUpdateSet({ url_max_age_days }))
      .execute();
  }
});
