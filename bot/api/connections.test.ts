import assert from 'node:assert/strict';
import { ada, ben, eve, startTestApi, type TestApi } from '../../test/support/api.ts';
import { holdMessages } from '../../test/support/hold-messages.ts';
import { teamId, tenantId } from '../../test/support/store.ts';
import { suspendConnections } from '../connections/reachability.ts';
import type { ConnectionDetail, ConnectionPage, ConnectorList, TriedAgain } from './contract.ts';

const channel = `/api/channels/${encodeURIComponent(teamId)}`;
const script = '<script>alert(1)</script>';

describe('connections by the API', () => {
  let api: TestApi;
  before(async () => {
    api = await startTestApi();
    api.directory.put(teamId, ada, 'owner');
    api.directory.put(teamId, ben, 'member');
  });
  beforeEach(() => api.clear());
  afterEach(() => assert.deepEqual(api.errors, []));
  after(() => api.close());

  const add = (body: object = {}) =>
    api.ask<ConnectionDetail>('POST', `${channel}/connections`, {
      as: ada,
      body: { connector: 'incoming-webhook', name: 'Builds', ...body },
    });
  const get = (id: string) => api.ask<ConnectionDetail>('GET', `/api/connections/${id}`, { as: ben });
  const change = (id: string, body: unknown, etag = '"1"') =>
    api.ask<ConnectionDetail>('PATCH', `/api/connections/${id}`, { as: ben, body, headers: { 'if-match': etag } });

  it('are added, and then stand in the list, the newest first', async () => {
    const added = await add({ pictureUrl: 'https://a.example/p.png' });
    assert.deepEqual([added.status, added.headers.etag], [201, '"1"']);
    await add({ name: 'Alerts' });
    const { body } = await api.ask<ConnectionPage>('GET', `${channel}/connections`, { as: ben });
    assert.deepEqual([body.total, body.next, body.connections.map(one => one.name)], [2, null, ['Alerts', 'Builds']]);
    const [, first] = body.connections;
    assert.deepEqual(first, {
      id: added.body.id,
      name: 'Builds',
      pictureUrl: 'https://a.example/p.png',
      connector: { id: 'incoming-webhook', name: 'Incoming Webhook', icon: first?.connector.icon, kind: 'webhook' },
      addedBy: ada,
      addedAt: first?.addedAt,
      lastMessageAt: null,
      status: 'active',
      statusReason: null,
      regenerate: 'update',
      url: { status: 'up-to-date', reason: null, deadline: null, refusedCalls: 0 },
    });
    assert.match(String(first?.connector.icon), /^data:image\/svg\+xml;base64,/);
  });

  it('that are suspended are tried again when somebody says so', async () => {
    const { body } = await add();
    const cause = { at: 1, cause: 'refused', reason: 'Teams answered 403.' } as const;
    await suspendConnections(api.store, tenantId, { connectionId: body.id }, cause);
    const tryAgain = (as = ben) => api.ask<TriedAgain>('POST', `/api/connections/${body.id}/try-again`, { as });
    assert.deepEqual((await tryAgain()).body, { somethingWaits: false });
    await holdMessages(api.store, { tenantId, channelId: teamId, connectionId: body.id }, 1);
    await api.store.updateTable('delivery').set({ next_attempt_at: Number.MAX_SAFE_INTEGER }).execute();
    assert.deepEqual((await tryAgain()).body, { somethingWaits: true });
    assert.deepEqual(api.woken, [teamId, teamId]);
    const { probe_at } = await api.store.selectFrom('connection').select('probe_at').executeTakeFirstOrThrow();
    const { next_attempt_at } = await api.store
      .selectFrom('delivery')
      .select('next_attempt_at')
      .executeTakeFirstOrThrow();
    assert.deepEqual([probe_at, next_attempt_at], [0, 0]);
    assert.equal((await get(body.id)).body.status, 'suspended');
    assert.equal((await tryAgain(eve)).status, 404);
  });

  it('are changed by others than who added them', async () => {
    const { body } = await add();
    const changed = await change(body.id, { name: 'Nightly', pictureUrl: 'https://a.example/q.png', paused: true });
    assert.deepEqual([changed.status, changed.headers.etag], [200, '"2"']);
    const { body: detail } = await get(body.id);
    assert.deepEqual([detail.name, detail.pictureUrl, detail.status], ['Nightly', 'https://a.example/q.png', 'paused']);
    assert.match(String(detail.statusReason), /paused this connection/);
    await change(body.id, { paused: false, pictureUrl: null }, '"2"');
    assert.deepEqual(api.woken, [teamId]);
    assert.equal((await get(body.id)).body.pictureUrl, null);
  });

  it('are changed by one of two people who saw the same version', async () => {
    const { body } = await add();
    const answers = await Promise.all([change(body.id, { name: 'One' }), change(body.id, { name: 'Two' })]);
    assert.deepEqual(answers.map(one => one.status).sort(), [200, 412]);
    const later = await change(body.id, { name: 'Three' });
    assert.equal(later.status, 412);
    const removed = await api.ask('DELETE', `/api/connections/${body.id}`, { as: ada, headers: { 'if-match': '"1"' } });
    assert.deepEqual([removed.status, removed.body.code], [412, 'changed-meanwhile']);
    assert.equal((await get(body.id)).body.version, 2);
  });

  for (const ifMatch of [undefined, '*', '', '"x"', 'W/"1"', '1', '"1", "2"'])
    it(`are not changed with If-Match ${ifMatch}`, async () => {
      const { body } = await add();
      const headers = ifMatch === undefined ? undefined : { 'if-match': ifMatch };
      const asked = { as: ada, body: { name: 'X' }, ...(headers && { headers }) };
      const answer = await api.ask('PATCH', `/api/connections/${body.id}`, asked);
      assert.equal(
        answer.body.code,
        ifMatch === undefined || ifMatch === '*' ? 'if-match-missing' : 'changed-meanwhile',
      );
      assert.equal((await get(body.id)).body.version, 1);
    });

  it('are removed, and then are not there', async () => {
    const { body } = await add();
    const removed = await api.ask('DELETE', `/api/connections/${body.id}`, { as: ben, headers: { 'if-match': '"1"' } });
    assert.deepEqual([removed.status, removed.text], [204, '']);
    assert.equal((await get(body.id)).status, 404);
    const { body: page } = await api.ask<ConnectionPage>('GET', `${channel}/connections`, { as: ben });
    assert.deepEqual([page.total, page.connections], [0, []]);
  });

  it('show secrets masked, and keep one that is sent back masked', async () => {
    const settings = { secret: 'a long secret of mine', events: ['push'] };
    const { body } = await add({ connector: 'github', settings });
    assert.deepEqual(body.settings, { secret: '••••••••', sha1: false, events: ['push'] });
    const before = await api.store.selectFrom('connection').select('settings').executeTakeFirstOrThrow();
    const { body: changed } = await change(body.id, {
      settings: { ...body.settings, events: ['issue', 'push'] },
    });
    assert.deepEqual(changed.settings, { secret: '••••••••', sha1: false, events: ['issue', 'push'] });
    const after = await api.store.selectFrom('connection').select('settings').executeTakeFirstOrThrow();
    assert.deepEqual(JSON.parse(after.settings).secret, JSON.parse(before.settings).secret);
    assert.equal(body.regenerate, 'recreate');
  });

  it('name every wrong field and its mend, in the language of the reader', async () => {
    const wrong = { name: ' ', pictureUrl: 'http://a.example', connector: 3, more: 1, settings: [] };
    const { status, body } = await api.ask('POST', `${channel}/connections`, {
      as: ada,
      body: wrong,
      headers: { 'accept-language': 'fr' },
    });
    assert.deepEqual([status, body.code], [422, 'not-valid']);
    assert.deepEqual(body.fields?.map(one => one.field).sort(), [
      'connector',
      'more',
      'name',
      'pictureUrl',
      'settings',
    ]);
    assert.equal(body.fields?.find(one => one.field === 'name')?.detail, 'Ce champ est nécessaire.');
    const settings = { events: ['nothing'], secret: 7, other: 1 };
    const answer = await api.ask('POST', `${channel}/connections`, {
      as: ada,
      body: { connector: 'github', name: 'X', settings },
    });
    assert.deepEqual(answer.body.fields?.map(one => one.field).sort(), [
      'settings.events',
      'settings.other',
      'settings.secret',
    ]);
  });

  for (const [what, body] of Object.entries({
    'a list': [],
    'a text': '"text"',
    nothing: 'null',
    'a number': 7,
    'no JSON': '{"name":',
    'wrong types': { name: {}, connector: [], pictureUrl: 3 },
    'a name that is too long': { connector: 'incoming-webhook', name: 'x'.repeat(101) },
    'a name with control characters': { connector: 'incoming-webhook', name: 'a\u0000b' },
    'a picture that is a script': { connector: 'incoming-webhook', name: 'X', pictureUrl: 'javascript:alert(1)' },
    'a prototype': '{"connector":"incoming-webhook","name":"X","settings":{"__proto__":{"secret":"x"},"x":1}}',
  }))
    it(`are not added with ${what}`, async () => {
      const answer = await api.ask('POST', `${channel}/connections`, { as: ada, body });
      assert.deepEqual([answer.status, answer.body.code], [422, 'not-valid'], answer.text);
      assert.deepEqual(await api.store.selectFrom('connection').select('id').execute(), []);
    });

  it('take JSON only', async () => {
    const body = JSON.stringify({ connector: 'incoming-webhook', name: 'X' });
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/jsonx' },
      { 'content-encoding': 'gzip' },
    ]) {
      const answer = await api.ask('POST', `${channel}/connections`, { as: ada, body, headers });
      assert.deepEqual([answer.status, answer.body.code], [415, 'not-json']);
    }
  });

  for (const [size, headers] of [
    [256 * 1024 + 1, {}],
    [3_000_000, { 'transfer-encoding': 'chunked' }],
  ] as const)
    it(`refuse a body of ${size} bytes`, async () => {
      const body = JSON.stringify({ connector: 'incoming-webhook', name: 'x'.repeat(size) });
      const answer = await api.ask('POST', `${channel}/connections`, { as: ada, body, headers: { ...headers } });
      assert.deepEqual([answer.status, answer.body.code], [413, 'too-large']);
      assert.match(answer.body.detail, /256 kB/);
    });

  it('give back a script in a name as the text that it is', async () => {
    const { body } = await add({ name: script });
    const answer = await get(body.id);
    assert.equal(answer.body.name, script);
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  });

  it('are not added while connectors are switched off', async () => {
    await api.store
      .insertInto('organization_config')
      .values({
        tenant_id: tenantId,
        connectors_enabled: 0,
        connectors_enabled_for_teams: null,
        connectors_actionable_messages_enabled: null,
      })
      .execute();
    const answer = await api.ask('POST', `${channel}/connections`, {
      as: ada,
      body: { connector: 'incoming-webhook', name: 'X' },
    });
    assert.deepEqual([answer.status, answer.body.code], [403, 'connectors-off']);
    assert.match(answer.body.detail, /ConnectorsEnabled/);
  });

  it('are not added of a connector that there is not, or that takes none', async () => {
    const ask = (connector: string) =>
      api.ask('POST', `${channel}/connections`, { as: ada, body: { connector, name: 'X' } });
    assert.equal((await ask('nothing-of-the-kind')).body.code, 'connector-not-found');
    const { body } = await api.ask<ConnectorList>('GET', `${channel}/connectors`, { as: ada });
    const refused = body.connectors.find(one => one.availability.state === 'refused');
    const answer = await ask(refused?.id ?? '');
    assert.deepEqual([answer.status, answer.body.code], [409, 'connector-refused']);
    assert.equal(answer.body.detail, refused?.availability.state === 'refused' ? refused.availability.text : '');
  });

  it('are found by a part of their name, whatever its case and accents', async () => {
    for (const name of ['Équipe Mobile', 'Builds', 'equipes']) await add({ name });
    const search = async (text: string) => {
      const path = `${channel}/connections?search=${encodeURIComponent(text)}`;
      const { body } = await api.ask<ConnectionPage>('GET', path, { as: ada });
      return body.connections.map(one => one.name);
    };
    assert.deepEqual(await search('EQUIPE'), ['equipes', 'Équipe Mobile']);
    assert.deepEqual(await search('nobody'), []);
  });
});
