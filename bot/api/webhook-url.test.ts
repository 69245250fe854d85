import assert from 'node:assert/strict';
import { ada, ben, startTestApi, type TestApi } from '../../test/support/api.ts';
import { teamId } from '../../test/support/store.ts';
import type { ConnectionDetail, UrlTransitionView, WebhookUrlView } from './contract.ts';

const channel = `/api/channels/${encodeURIComponent(teamId)}`;

describe('webhook URLs of connections by the API', () => {
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

  it('are shown to those who may change them; two who update it get one new URL', async () => {
    const { body } = await add();
    const path = `/api/connections/${body.id}`;
    const { body: first } = await api.ask<WebhookUrlView>('GET', `${path}/url`, { as: ben });
    assert.match(first.url, /^https:\/\/connectors\.example\.org\/w\/[\w-]{43}$/);
    const update = () =>
      api.ask<WebhookUrlView>('POST', `${path}/update-url`, { as: ada, headers: { 'if-match': '"1"' } });
    const [one, other] = await Promise.all([update(), update()]);
    assert.deepEqual([one.status, other.status, one.body.url], [200, 200, other.body.url]);
    assert.notEqual(one.body.url, first.url);
    assert.equal(one.body.state.status, 'waiting-for-first-message');
    assert.deepEqual(
      one.body.oldUrls.map(old => old.generation),
      [1],
    );
    const { body: stopped } = await api.ask<WebhookUrlView>('POST', `${path}/stop-old-url`, { as: ben });
    assert.deepEqual(stopped.oldUrls, []);
    const missing = await api.ask('POST', `${path}/update-url`, { as: ada });
    assert.deepEqual([missing.status, missing.body.code], [428, 'if-match-missing']);
  });

  it('need attention once they are reported as leaked', async () => {
    const { body } = await add();
    const path = `/api/connections/${body.id}`;
    const leaked = await api.ask<ConnectionDetail>('POST', `${path}/report-leak`, {
      as: ben,
      body: { detail: 'In a public repository' },
    });
    assert.deepEqual([leaked.body.url?.status, leaked.body.url?.reason], ['attention-required', 'leaked']);
  });

  it('are not kept where somebody writes one into the report of a leak', async () => {
    const { body } = await add();
    const path = `/api/connections/${body.id}`;
    const { body: shown } = await api.ask<WebhookUrlView>('GET', `${path}/url`, { as: ben });
    await api.ask('POST', `${path}/report-leak`, { as: ben, body: { detail: `${shown.url} in a wiki` } });
    const { detail } = await api.store.selectFrom('url_attention').select('detail').executeTakeFirstOrThrow();
    assert.equal(detail, 'https://connectors.example.org/w/*** in a wiki');
  });

  it('of other connectors come with a connection that is recreated', async () => {
    const { body } = await add({ connector: 'github' });
    const again = await api.ask<ConnectionDetail>('POST', `/api/connections/${body.id}/recreate`, {
      as: ben,
      headers: { 'if-match': '"1"' },
    });
    assert.equal(again.status, 201);
    assert.deepEqual(again.body.replaces, { id: body.id, name: 'Builds' });
    assert.equal((await get(body.id)).body.replacedBy?.id, again.body.id);
  });

  it('are none for feeds', async () => {
    const { body } = await add({ connector: 'rss', settings: { url: 'https://a.example/feed.xml' } });
    assert.deepEqual([body.url, body.regenerate, body.connector.kind], [null, null, 'feed']);
    const answer = await api.ask('GET', `/api/connections/${body.id}/url`, { as: ada });
    assert.deepEqual([answer.status, answer.body.code], [409, 'no-webhook-url']);
  });

  it('are all concerned by a URL transition', async () => {
    await add();
    const token = await api.issuer.token(ada, { roles: ['Administrator'] });
    const ask = (method: string, body?: unknown) =>
      api.ask<UrlTransitionView>(method, '/api/url-transition', { token, ...(body !== undefined && { body }) });
    const past = await api.ask('POST', '/api/url-transition', { token, body: { deadline: 1 } });
    assert.deepEqual(
      past.body.fields?.map(one => one.field),
      ['deadline'],
    );
    const noDate = await api.ask('POST', '/api/url-transition', { token, body: { deadline: 8.64e15 + 1 } });
    assert.deepEqual([noDate.status, noDate.body.fields?.map(one => one.field)], [422, ['deadline']]);
    const { body } = await ask('POST', { deadline: Date.now() + 86_400_000 });
    assert.deepEqual([body.counts.open, body.transition?.reason], [1, 'transition']);
    assert.deepEqual(body.transition?.startedBy, ada);
    assert.deepEqual(body.unreachable, []);
    assert.equal((await ask('DELETE')).body.counts.open, 0);
  });
});
