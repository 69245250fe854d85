import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { teamId, tenantId, testStore } from '../../test/support/store.ts';
import type { Store } from '../store/store.ts';
import { ConnectionError } from './connection.ts';
import { createConnections } from './connections.ts';
import { parseRootKeys } from './root-keys.ts';
import { createUrlAttention } from './url-attention.ts';
import { createUrlUsage, type UrlUse } from './url-usage.ts';

const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);
const hour = 3_600_000;
const execute = promisify(execFile);
const moduleUrl = (path: string) => pathToFileURL(join(import.meta.dirname, path)).href;

/** "Update URL" in a process of its own, by somebody who saw version 1. */
const pressElsewhere = `
  import { createConnections } from '${moduleUrl('connections.ts')}';
  import { parseRootKeys } from '${moduleUrl('root-keys.ts')}';
  import { openSqlite } from '${moduleUrl('../store/sqlite.ts')}';
  const [file, id] = process.argv.slice(1);
  const store = openSqlite(file);
  const keys = parseRootKeys('1:' + Buffer.alloc(32, 1).toString('base64url'));
  const connections = createConnections({ store, keys, publicUrl: '', now: Date.now });
  const { version } = await connections.updateUrl('${tenantId}', id, { version: 1 });
  console.log(version);
  await store.destroy();
`;
const incoming = { channelId: teamId, connector: 'incoming-webhook', name: 'Builds' };
const refusedAs = (code: ConnectionError['code']) => (error: unknown) =>
  error instanceof ConnectionError && error.code === code;

describe('updating a webhook URL', () => {
  const clock = { now: 1_000 * hour };
  const changed: string[] = [];
  let directory: string;
  let store: Store;
  let file: string;
  const service = () => {
    const options = {
      store,
      keys,
      publicUrl: '',
      now: () => clock.now,
      onUrlChange: ({ channelId }: { channelId: string }) => void changed.push(channelId),
    };
    return { connections: createConnections(options), attention: createUrlAttention(options) };
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'update-url-'));
    file = join(directory, 'test.db');
    store = await testStore([teamId], file);
    changed.length = 0;
  });
  afterEach(async () => {
    await store.destroy();
    rmSync(directory, { recursive: true });
  });

  const generations = async () => (await store.selectFrom('webhook_url').select('generation').execute()).length;
  const call = (connectionId: string, generation: number, more: Partial<UrlUse> = {}): UrlUse => ({
    ...{ tenantId, connectionId, channelId: teamId, generation, at: clock.now },
    ...{ address: '192.0.2.1', userAgent: 'curl', outcome: 'accepted', isOld: false },
    ...more,
  });
  const usage = () => createUrlUsage({ store, onError: error => assert.fail(String(error)) });

  it('gives all who press at the same time, also in another process, one new URL', async () => {
    const { connections } = service();
    const { id, version } = await connections.add(tenantId, incoming);
    const elsewhere = () => execute(process.execPath, ['--input-type=module', '-e', pressElsewhere, file, id]);
    const here = () => connections.updateUrl(tenantId, id, { version });
    const pressed = await Promise.all([elsewhere(), here(), here()]);
    const versions = pressed.map(one => ('stdout' in one ? Number(one.stdout) : one.version));
    assert.deepEqual(versions, [2, 2, 2]);
    assert.equal(await generations(), 2);
  });

  it('is refused where something else was changed meanwhile', async () => {
    const { connections } = service();
    const { id, version } = await connections.add(tenantId, incoming);
    await connections.change(tenantId, id, { name: 'Other' });
    await assert.rejects(connections.updateUrl(tenantId, id, { version }), refusedAs('changed-meanwhile'));
    assert.equal(await generations(), 1);
  });

  it('is refused where the URL that another made is in use already, or leaked', async () => {
    const { connections, attention } = service();
    const { id, version } = await connections.add(tenantId, incoming);
    await connections.updateUrl(tenantId, id, { version });
    await attention.reportLeak(tenantId, id, { by: null });
    await assert.rejects(connections.updateUrl(tenantId, id, { version }), refusedAs('changed-meanwhile'));
    const { version: now } = await connections.updateUrl(tenantId, id);
    await usage()(call(id, 3));
    await assert.rejects(connections.updateUrl(tenantId, id, { version: now - 1 }), refusedAs('changed-meanwhile'));
  });

  it('lets the old URL go on for as long as the organization has set', async () => {
    const { connections } = service();
    const { id } = await connections.add(tenantId, incoming);
    await store
      .insertInto('organization_config')
      .values({
        ...{ tenant_id: tenantId, old_url_hours: 5, connectors_enabled: null },
        ...{ connectors_enabled_for_teams: null, connectors_actionable_messages_enabled: null },
      })
      .execute();
    await connections.updateUrl(tenantId, id);
    const [old] = await connections.oldUrls(tenantId, id);
    assert.equal(old?.endsAt, clock.now + 5 * hour);
  });

  it('waits for the first message on the new URL, and shows who still calls the old one', async () => {
    const { connections } = service();
    const { id } = await connections.add(tenantId, incoming);
    await connections.updateUrl(tenantId, id);
    const waiting = { status: 'waiting-for-first-message', reason: null, deadline: clock.now + 72 * hour };
    assert.deepEqual(await connections.urlState(tenantId, id), { ...waiting, refusedCalls: 0 });

    const use = usage();
    await Promise.all([use(call(id, 1, { isOld: true })), use(call(id, 1, { isOld: true, userAgent: 'cron' }))]);
    clock.now += 73 * hour;
    await use(call(id, 1, { isOld: true, outcome: 'ended' }));
    const [old] = await connections.oldUrls(tenantId, id);
    assert.partialDeepStrictEqual(old, {
      ...{ generation: 1, calls: 3, refusedCalls: 1 },
      lastCall: { at: clock.now, address: '192.0.2.1', userAgent: 'curl' },
    });
    assert.partialDeepStrictEqual(await connections.urlState(tenantId, id), { refusedCalls: 1 });

    await use(call(id, 2));
    assert.partialDeepStrictEqual(await connections.urlState(tenantId, id), { status: 'up-to-date', deadline: null });
  });

  it('keeps the deadline of a URL transition for the old URL, and tells what changed', async () => {
    const { connections, attention } = service();
    const { id } = await connections.add(tenantId, incoming);
    const deadline = clock.now + 500 * hour;
    await attention.startTransition(tenantId, { deadline, by: null });
    await connections.updateUrl(tenantId, id);
    const [old] = await connections.oldUrls(tenantId, id);
    assert.equal(old?.endsAt, deadline);
    await connections.stopOldUrls(tenantId, id);
    const [stopped] = await connections.oldUrls(tenantId, id);
    assert.equal(stopped?.endsAt, clock.now);
    assert.deepEqual(changed, [teamId, teamId]);
  });
});

describe('changing a connection', () => {
  it('does not overwrite what somebody else changed meanwhile', async () => {
    const store = await testStore();
    const connections = createConnections({ store, keys, publicUrl: '', now: () => 1 });
    const { id, version } = await connections.add(tenantId, incoming);
    const changes = { name: ' New ', pictureUrl: 'https://a.example/p', paused: true };
    const changed = await connections.change(tenantId, id, changes, version);
    assert.partialDeepStrictEqual(changed, { name: 'New', pictureUrl: 'https://a.example/p', status: 'paused' });
    for (const late of [
      connections.change(tenantId, id, { name: 'Later' }, version),
      connections.remove(tenantId, id, version),
    ])
      await assert.rejects(late, refusedAs('changed-meanwhile'));
    await assert.rejects(connections.change(tenantId, id, { name: ' ' }), refusedAs('name-missing'));
    assert.equal((await connections.change(tenantId, id, { pictureUrl: null, paused: false })).pictureUrl, null);
    await store.destroy();
  });
});
