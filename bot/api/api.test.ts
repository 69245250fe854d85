import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { type Asked, ada, ben, eve, gus, otherChannel, startTestApi, type TestApi } from '../../test/support/api.ts';
import { teamId, tenantId } from '../../test/support/store.ts';
import type { ChannelView, ConnectionDetail } from './contract.ts';

const channelPath = (id: string) => `/api/channels/${encodeURIComponent(id)}`;

describe('the API', () => {
  let api: TestApi;
  /** A connection in the channel of Ada, Ben and Gus, and one in that of Eve. */
  let ours: string;
  let theirs: string;

  before(async () => {
    api = await startTestApi();
    api.directory.put(teamId, ada, 'owner');
    api.directory.put(teamId, ben, 'member');
    api.directory.put(teamId, gus, 'guest');
    api.directory.put(otherChannel, eve, 'owner');
    const add = (channelId: string, name: string) =>
      api.connections.add(tenantId, { channelId, connector: 'incoming-webhook', name });
    ours = (await add(teamId, 'Builds')).id;
    theirs = (await add(otherChannel, 'Alerts')).id;
  });
  beforeEach(() => {
    api.errors.length = 0;
    api.directory.state.available = true;
    api.directory.state.membersMayChange = true;
  });
  after(() => api.close());

  /** Every request that there is, as somebody asks it about a channel and a connection. */
  function everything(channelId: string, id: string): [method: string, path: string, body?: unknown][] {
    const channel = channelPath(channelId);
    const connection = `/api/connections/${id}`;
    return [
      ['GET', channel],
      ['GET', `${channel}/connectors`],
      ['GET', `${channel}/connectors/incoming-webhook`],
      ['POST', `${channel}/connectors/incoming-webhook/preview`, { sample: 'x' }],
      ['GET', `${channel}/connections`],
      ['POST', `${channel}/connections`, { connector: 'incoming-webhook', name: 'New' }],
      ['GET', connection],
      ['PATCH', connection, { name: 'Changed' }],
      ['DELETE', connection],
      ['GET', `${connection}/url`],
      ['POST', `${connection}/update-url`],
      ['POST', `${connection}/stop-old-url`],
      ['POST', `${connection}/report-leak`],
      ['POST', `${connection}/recreate`],
      ['POST', `${connection}/test`],
      ['GET', `${connection}/activities`],
      ['GET', `${connection}/activities/0199aaaa-0000-7000-8000-000000000000`],
      ['POST', `${connection}/activities/0199aaaa-0000-7000-8000-000000000000/replay`],
      ['POST', `${connection}/replay-failed`],
    ];
  }
  const transition: [string, string, unknown?][] = [
    ['GET', '/api/url-transition'],
    ['POST', '/api/url-transition', { deadline: 4_000_000_000_000 }],
    ['DELETE', '/api/url-transition'],
  ];

  const ask = (method: string, path: string, body: unknown, asked: Asked) =>
    api.ask(method, path, { headers: { 'if-match': '"1"' }, ...(body !== undefined && { body }), ...asked });

  /** What is answered to each of these requests, each answer once. */
  async function answersTo(requests: [string, string, unknown?][], asked: Asked): Promise<string[]> {
    const answers = new Set<string>();
    for (const [method, path, body] of requests) {
      const answer = await ask(method, path, body, asked);
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/, path);
      answers.add(`${answer.status} ${answer.body.code}`);
    }
    return [...answers];
  }

  async function unchanged(): Promise<void> {
    const rows = await api.store.selectFrom('connection').select(['name', 'version', 'removed_at']).execute();
    assert.deepEqual(
      rows.map(row => [row.name, row.version, row.removed_at]),
      [
        ['Builds', 1, null],
        ['Alerts', 1, null],
      ],
    );
    assert.equal((await api.store.selectFrom('webhook_url').select('generation').execute()).length, 2);
    assert.deepEqual(await api.store.selectFrom('delivery').select('id').execute(), []);
    assert.deepEqual(await api.store.selectFrom('url_transition').select('epoch').execute(), []);
  }

  it('answers nothing without a sign-in', async () => {
    assert.deepEqual(await answersTo([...everything(teamId, ours), ...transition], {}), ['401 not-signed-in']);
    const answer = await api.ask('GET', channelPath(teamId));
    assert.equal(answer.headers['www-authenticate'], 'Bearer');
    await unchanged();
  });

  it('answers nothing to a token that is not good', async () => {
    const expired = await api.issuer.token(ada, {}, { lifetime: -3600 });
    const other = await api.issuer.token(ada, { aud: 'https://graph.microsoft.com' });
    for (const token of [expired, other, 'x.y.z'])
      assert.deepEqual(await answersTo(everything(teamId, ours), { token }), ['401 not-signed-in']);
    await unchanged();
  });

  it('answers nothing to somebody of another tenant', async () => {
    const tid = 'c2a9d7b4-3e51-4a86-8b0d-7d9c64f1e832';
    const token = await api.issuer.token(ada, { tid, iss: `https://login.microsoftonline.com/${tid}/v2.0` });
    assert.deepEqual(await answersTo(everything(teamId, ours), { token }), ['403 other-tenant']);
  });

  it('does not tell a connection of another team from one that is not there', async () => {
    const requests = (id: string) => everything(teamId, id).filter(([, path]) => path.startsWith('/api/connections'));
    assert.deepEqual(await answersTo(requests(theirs), { as: ada }), ['404 connection-not-found']);
    assert.deepEqual(await answersTo(requests('0123456789abcdef01234567'), { as: ada }), ['404 connection-not-found']);
    const [one, other] = [
      await api.ask('GET', `/api/connections/${theirs}`, { as: ada }),
      await api.ask('GET', '/api/connections/0123456789abcdef01234567', { as: ada }),
    ];
    assert.equal(one.text, other.text);
    await unchanged();
  });

  it('shows a channel to nobody but its people', async () => {
    const requests = everything(otherChannel, theirs).filter(([, path]) => path.startsWith('/api/channels'));
    assert.deepEqual(await answersTo(requests, { as: ada }), ['403 no-access']);
    assert.deepEqual(await answersTo(everything('19:unknown@thread.tacv2', 'x').slice(0, 6), { as: ada }), [
      '404 channel-not-found',
    ]);
    await unchanged();
  });

  it('shows guests nothing, and says why', async () => {
    assert.deepEqual(await answersTo(everything(teamId, ours), { as: gus }), [
      '403 no-access',
      '404 connection-not-found',
    ]);
    const answer = await api.ask('GET', channelPath(teamId), { as: gus });
    assert.match(answer.body.detail, /Guests cannot/);
    await unchanged();
  });

  it('lets members only look where the team says so, and keeps the webhook URL from them', async () => {
    api.directory.state.membersMayChange = false;
    const looks = everything(teamId, ours).filter(([method, path]) => method === 'GET' && !path.endsWith('/url'));
    for (const [method, path] of looks.filter(([, path]) => !/0199aaaa/.test(path)))
      assert.equal((await ask(method, path, undefined, { as: ben })).status, 200, path);
    const changes = everything(teamId, ours).filter(
      ([method, path]) => (method !== 'GET' && !path.endsWith('/preview')) || path.endsWith('/url'),
    );
    assert.deepEqual(await answersTo(changes, { as: ben }), ['403 may-not-change']);
    const { body } = await api.ask<ChannelView>('GET', channelPath(teamId), { as: ben });
    assert.equal(body.mayChange, false);
    assert.match(String(body.whyNot), /only owners/);
    await unchanged();
  });

  it('lets nobody do anything while the directory cannot be asked', async () => {
    api.directory.state.available = false;
    assert.deepEqual(await answersTo(everything(teamId, ours), { as: ada }), ['503 directory-unavailable']);
    const answer = await api.ask('GET', channelPath(teamId), { as: ada });
    assert.equal(answer.headers['retry-after'], '10');
    await unchanged();
  });

  it('lets administrators alone see and start URL transitions', async () => {
    assert.deepEqual(await answersTo(transition, { as: ada }), ['403 not-administrator']);
    const token = await api.issuer.token(eve, { roles: ['Administrator'] });
    assert.equal((await api.ask('GET', '/api/url-transition', { token })).status, 200);
    await unchanged();
  });

  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://connectors.example.org' },
    { origin: 'https://connectors.example.org.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://connectors.example.org', 'sec-fetch-site': 'cross-site' },
  ])
    it(`refuses what another website asks: ${JSON.stringify(headers)}`, async () => {
      for (const [method, path, body] of everything(teamId, ours)) {
        const sent = { ...headers, 'if-match': '"1"' };
        const answer = await api.ask(method, path, { as: ada, headers: sent, ...(body !== undefined && { body }) });
        assert.equal(answer.body.code, 'foreign-origin', path);
        for (const header of Object.keys(answer.headers)) assert.doesNotMatch(header, /^access-control-/);
      }
      await unchanged();
    });

  it('takes what its own page asks', async () => {
    const headers = { origin: 'https://connectors.example.org', 'sec-fetch-site': 'same-origin' };
    assert.equal((await api.ask('GET', channelPath(teamId), { as: ada, headers })).status, 200);
  });

  it('lets no other website ask whether it may', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'PATCH' };
    const answer = await api.ask('OPTIONS', `/api/connections/${ours}`, { headers });
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.allow, 'GET, PATCH, DELETE, HEAD, OPTIONS');
    for (const header of Object.keys(answer.headers)) assert.doesNotMatch(header, /^access-control-/);
  });

  it('answers HEAD without a body, and other methods with a Problem', async () => {
    const head = await api.ask('HEAD', `/api/connections/${ours}`, { as: ada });
    assert.deepEqual([head.status, head.text, head.headers.etag], [200, '', '"1"']);
    const put = await api.ask('PUT', `/api/connections/${ours}`, { as: ada, body: {} });
    assert.deepEqual([put.status, put.body.code], [405, 'method-not-allowed']);
    assert.equal(put.headers.allow, 'GET, PATCH, DELETE, HEAD, OPTIONS');
  });

  it('answers a Problem where nothing is', async () => {
    for (const path of [
      '/api/nothing',
      '/api/connections',
      `/api/connections/${ours}/nothing`,
      '/api/channels/%E0%A4%A',
    ]) {
      const answer = await api.ask('GET', path, { as: ada });
      assert.equal(answer.status, 404, path);
    }
    assert.equal((await api.ask('GET', '/api/nothing', { as: ada })).body.code, 'not-found');
  });

  it('is never kept, and never taken for a page', async () => {
    for (const path of [channelPath(teamId), '/api/nothing', `/api/connections/${ours}/url`]) {
      const { headers } = await api.ask('GET', path, { as: ada });
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
    }
  });

  it('says where one is and what one may do', async () => {
    const { body } = await api.ask<ChannelView>('GET', channelPath(teamId), { as: ben });
    assert.deepEqual(body, {
      channel: { id: teamId, name: teamId, membershipType: 'standard' },
      team: { id: teamId, name: 'Team' },
      user: { id: ben.id, name: 'Ben Member', role: 'member' },
      mayChange: true,
      connectorsEnabled: true,
      connections: 1,
      attentionRequired: 0,
    });
  });

  it('speaks the language of its reader', async () => {
    const inLanguage = (language: string) =>
      api.ask('GET', '/api/nothing', { as: ada, headers: { 'accept-language': language } });
    assert.match((await inLanguage('fr-CA,fr;q=0.9,en;q=0.8')).body.detail, /Il n’y a rien/);
    assert.match((await inLanguage('de,en;q=0.5,fr;q=0.4')).body.detail, /There is nothing/);
    assert.equal((await inLanguage('fr')).headers['content-language'], 'fr');
  });

  it('says that the store cannot be reached, and nothing of why', async () => {
    await sql`alter table connection rename to gone`.execute(api.store);
    const answer = await api.ask('GET', `/api/connections/${ours}`, { as: ada });
    await sql`alter table gone rename to connection`.execute(api.store);
    assert.deepEqual(
      [answer.status, answer.body.code, answer.headers['retry-after']],
      [503, 'store-unavailable', '10'],
    );
    assert.doesNotMatch(answer.text, /table|sqlite/i);
    assert.equal(api.errors.length, 1);
  });

  it('goes on without names where the directory cannot tell them', async () => {
    await api.store.updateTable('connection').set({ created_by: gus.id }).where('id', '=', ours).execute();
    const { body } = await api.ask<ConnectionDetail>('GET', `/api/connections/${ours}`, { as: ada });
    assert.deepEqual(body.addedBy, { id: gus.id, name: null });
  });
});
