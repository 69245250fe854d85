import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { BlockList } from 'node:net';
import fc from 'fast-check';
import type { Server } from 'restify';
import { teamId, tenantId, testStore } from '../../test/support/store.ts';
import { createConnections } from '../connections/connections.ts';
import { createConnectionFinder } from '../connections/find-connection.ts';
import { parseRootKeys } from '../connections/root-keys.ts';
import { createUrlAttention } from '../connections/url-attention.ts';
import type { WebhookUrls } from '../connections/webhook-url.ts';
import { createHttpServer } from '../operation/http-server.ts';
import type { Store } from '../store/store.ts';
import { readLeakReport, tokenIn } from './leak-report.ts';
import { mountLeakedUrls } from './leaked-urls.ts';

const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);
const forged = `https://a.example/w/${randomBytes(32).toString('base64url')}`;
const day = 24 * 3_600_000;

describe('POST /leaked-urls', () => {
  const clock = { now: 1_000 * day };
  let store: Store;
  let server: Server;
  let wait = 0;
  let id: string;
  let urls: WebhookUrls;
  let changes = 0;
  const options = () => ({
    store,
    keys,
    publicUrl: 'https://a.example',
    now: () => clock.now,
    onUrlChange: () => {
      changes += 1;
    },
  });

  beforeEach(async () => {
    store = await testStore();
    wait = 0;
    changes = 0;
    const connections = createConnections(options());
    ({ id } = await connections.add(tenantId, { channelId: teamId, connector: 'incoming-webhook', name: 'a' }));
    urls = await connections.urls(tenantId, id);
    server = createHttpServer(assert.ifError);
    mountLeakedUrls(server, {
      keys,
      findConnection: createConnectionFinder(store),
      reportLeakedUrls: createUrlAttention(options()).reportLeakedUrls,
      limit: () => wait,
      trustedProxies: new BlockList(),
      now: () => clock.now,
      onError: assert.ifError,
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await new Promise<void>(resolve => server.close(() => resolve()));
    await store.destroy();
  });

  async function report(body: string | Buffer): Promise<{ status: number; text: string; headers: Headers }> {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/leaked-urls`, { method: 'POST', body });
    return { status: response.status, text: await response.text(), headers: response.headers };
  }
  const attention = () => store.selectFrom('url_attention').selectAll().execute();

  it('takes the list that GitHub sends, and answers what it takes from its partners, without the secret', async () => {
    const found = 'https://github.com/a/b/blob/main/c';
    const list = [
      { token: urls.short, type: 'channel_connectors_webhook', url: found, source: 'content' },
      { token: forged, type: 'channel_connectors_webhook', url: found, source: 'content' },
    ];
    const { status, text, headers } = await report(JSON.stringify(list));
    const hash = (secret: string) => createHash('sha256').update(secret).digest('hex');
    assert.deepEqual(JSON.parse(text), [
      { token_hash: hash(urls.short), token_type: 'channel_connectors_webhook', label: 'true_positive' },
      { token_hash: hash(forged), token_type: 'channel_connectors_webhook', label: 'false_positive' },
    ]);
    assert.deepEqual([status, headers.get('cache-control')], [200, 'no-store']);
    const [open, ...others] = await attention();
    assert.deepEqual(others, []);
    assert.partialDeepStrictEqual(
      { ...open },
      { connection_id: id, reason: 'leaked', deadline: clock.now + day, detail: found, started_by: null },
    );
  });

  it('writes a URL down once, however often it is reported, and however many there are', async () => {
    const connections = createConnections(options());
    const made = await Promise.all(
      Array.from({ length: 120 }, () =>
        connections.add(tenantId, { channelId: teamId, connector: 'incoming-webhook', name: 'a' }),
      ),
    );
    const others = await Promise.all(made.map(async one => (await connections.urls(tenantId, one.id)).short));
    const reportAll = async (found: string[]) => {
      const { text } = await report(JSON.stringify(found.map(token => ({ token, url: 'https://b.example' }))));
      return text.match(/"true_positive"/g)?.length;
    };
    assert.equal(
      await reportAll(Array.from({ length: 1_000 }, (_, index) => Object.values(urls)[index % 3] ?? '')),
      1_000,
    );
    assert.deepEqual([(await attention()).length, changes], [1, 1]);
    assert.equal(await reportAll(others), 120);
    // Fifty in a transaction: others come in between.
    assert.deepEqual([(await attention()).length, changes], [121, 4]);
  });

  it('keeps no webhook URL that stands in the place where it was found', async () => {
    await report(JSON.stringify([{ token: urls.short, url: `https://b.example/?q=${urls.short}` }]));
    assert.equal((await attention())[0]?.detail, 'https://b.example/?q=https://a.example/w/***');
  });

  it('takes one URL in any of its shapes, or the token alone, and marks it once', async () => {
    for (const url of [urls.short, urls.webhookb2, urls.workflows, urls.short.slice(-43)]) {
      assert.equal((await report(JSON.stringify({ url }))).text, '{"label":"true_positive"}', url);
      clock.now += 1;
    }
    assert.equal((await attention()).length, 1);
  });

  it('tells nothing apart that we do not know', async () => {
    const other = parseRootKeys(`1:${Buffer.alloc(32, 9).toString('base64url')}`);
    const elsewhere = await createConnections({ ...options(), keys: other }).urls(tenantId, id);
    for (const url of [forged, elsewhere.short, 'https://a.example/', '', '/w/'])
      assert.equal((await report(JSON.stringify({ url }))).text, '{"label":"false_positive"}', url);
    assert.deepEqual(await attention(), []);
  });

  it('ends an old URL that was found within a day, and leaves the current one alone', async () => {
    await createConnections(options()).updateUrl(tenantId, id);
    await report(JSON.stringify({ url: urls.short }));
    assert.deepEqual(await attention(), []);
    const [old] = await createConnections(options()).oldUrls(tenantId, id);
    assert.equal(old?.endsAt, clock.now + day);
  });

  it('knows the URL of a connection that was removed, and does nothing about it', async () => {
    await createConnections(options()).remove(tenantId, id);
    assert.equal((await report(JSON.stringify({ url: urls.short }))).text, '{"label":"true_positive"}');
    assert.deepEqual(await attention(), []);
  });

  it('refuses what is no report, too large or too much, and never repeats what was sent', async () => {
    const many = JSON.stringify(Array.from({ length: 1_001 }, () => ({ token: 'a' })));
    for (const body of ['', 'x', '1', 'null', '{}', '{"token":1}', `["${urls.short}"]`, many]) {
      const { status, text } = await report(body);
      assert.equal(status, 400, body.slice(0, 50));
      assert.match(text, /"detail":"Send /);
      assert.ok(!text.includes(urls.short));
    }
    assert.equal((await report(Buffer.alloc(300_000, 32))).status, 413);
    wait = 7;
    const { status, headers } = await report(JSON.stringify({ url: urls.short }));
    assert.deepEqual([status, headers.get('retry-after')], [429, '7']);
    assert.deepEqual(await attention(), []);
  });

  it('is never an error', () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ unit: 'binary' }), (json, text) => {
        readLeakReport(Buffer.from(json));
        readLeakReport(Buffer.from(text));
        assert.equal(tokenIn(keys, { secret: text, type: undefined, detail: '' }), undefined);
      }),
    );
  });
});
