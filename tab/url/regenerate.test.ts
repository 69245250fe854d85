import assert from 'node:assert/strict';
import type { ConnectionDetail, UrlState, WebhookUrlView } from '../../bot/api/contract.ts';
import { createApi } from '../api/client.ts';
import { regenerate } from './regenerate.ts';

const upToDate: UrlState = { status: 'up-to-date', reason: null, deadline: null, refusedCalls: 0 };
const attention: UrlState = { status: 'attention-required', reason: 'leaked', deadline: 1, refusedCalls: 0 };
const waiting: UrlState = { ...upToDate, status: 'waiting-for-first-message' };

function connection(id: string, changes: Partial<ConnectionDetail>): ConnectionDetail {
  return {
    id,
    name: 'Builds',
    pictureUrl: null,
    connector: { id: 'incoming-webhook', name: 'Incoming Webhook', icon: null, kind: 'webhook' },
    addedBy: null,
    addedAt: 0,
    lastMessageAt: null,
    status: 'active',
    statusReason: null,
    url: attention,
    channelId: '19:a@thread.tacv2',
    settings: {},
    connectorVersion: null,
    regenerate: 'update',
    replaces: null,
    replacedBy: null,
    failed: 0,
    leftOut: null,
    version: 7,
    ...changes,
  };
}

const url = (address: string): WebhookUrlView => ({
  url: address,
  webhookb2: address,
  workflows: address,
  state: waiting,
  oldUrls: [],
  version: 8,
});

/** An Api whose requests are written down and answered from a table. */
function apiOf(answers: Record<string, unknown>) {
  const requests: string[] = [];
  const api = createApi({
    token: async () => 'token',
    language: 'en',
    texts: { signOnFailed: '', unreachable: '', notUnderstood: '' },
    fetch: async (path, init) => {
      const request = `${init?.method} ${path}`;
      const ifMatch = new Headers(init?.headers).get('if-match');
      requests.push(ifMatch ? `${request} ${ifMatch}` : request);
      return Response.json(answers[request], { headers: { etag: '"7"' } });
    },
  });
  return { api, requests };
}

describe('regenerating a URL', () => {
  it('makes a new one for an incoming webhook, on the version that was read', async () => {
    const { api, requests } = apiOf({
      'GET /api/connections/a': connection('a', {}),
      'POST /api/connections/a/update-url': url('https://example.com/w/new'),
    });
    const { connection: updated, url: shown, how } = await regenerate(api, 'a');
    assert.deepEqual(requests, ['GET /api/connections/a', 'POST /api/connections/a/update-url "7"']);
    assert.deepEqual([shown.url, updated.url, how], ['https://example.com/w/new', waiting, 'updated']);
  });

  it('recreates a connection of another type and shows the URL of the new one', async () => {
    const made = connection('b', { regenerate: 'recreate', url: waiting });
    const { api, requests } = apiOf({
      'GET /api/connections/a': connection('a', { regenerate: 'recreate' }),
      'POST /api/connections/a/recreate': made,
      'GET /api/connections/b': made,
      'GET /api/connections/b/url': url('https://example.com/w/b'),
    });
    const regenerated = await regenerate(api, 'a');
    assert.equal(requests[1], 'POST /api/connections/a/recreate "7"');
    assert.deepEqual(
      [regenerated.connection.id, regenerated.url.url, regenerated.how],
      ['b', 'https://example.com/w/b', 'recreated'],
    );
  });

  it('changes nothing where somebody else was quicker, and shows what they have made', async () => {
    for (const state of [waiting, upToDate]) {
      const { api, requests } = apiOf({
        'GET /api/connections/a': connection('a', { url: state }),
        'GET /api/connections/a/url': url('https://example.com/w/theirs'),
      });
      assert.equal((await regenerate(api, 'a')).url.url, 'https://example.com/w/theirs');
      assert.ok(requests.every(request => request.startsWith('GET ')));
    }
    const { api, requests } = apiOf({
      'GET /api/connections/a': connection('a', { replacedBy: { id: 'b', name: 'Builds' } }),
      'GET /api/connections/b': connection('b', {}),
      'GET /api/connections/b/url': url('https://example.com/w/b'),
    });
    assert.equal((await regenerate(api, 'a')).connection.id, 'b');
    assert.ok(requests.every(request => request.startsWith('GET ')));
  });
});
