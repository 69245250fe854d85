import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { close, listen } from '../../../test/support/messages-endpoint.ts';
import { createHttpServer } from '../../operation/http-server.ts';
import { pagePolicy } from './page-policy.ts';
import { mountTab } from './tab.ts';

const page = '<!doctype html><title>Tab</title>';
const script = 'export const hello = 1;\n'.repeat(100);

describe('the tab over HTTP', () => {
  let root: string;
  let url: string;
  let stop: () => Promise<void>;

  async function start(directory: string): Promise<void> {
    const server = createHttpServer(error => assert.fail(String(error)));
    mountTab(server, {
      directory,
      language: 'en',
      cloud: 'commercial',
      playgroundUrl: undefined,
      onError: error => assert.fail(String(error)),
    });
    url = `http://127.0.0.1:${await listen(server.server)}`;
    stop = () => close(server.server);
  }

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'channel-connectors-tab-'));
    const dist = join(root, 'dist');
    mkdirSync(join(dist, 'assets'), { recursive: true });
    writeFileSync(join(root, 'secret.txt'), 'a secret');
    writeFileSync(join(dist, '.env.txt'), 'a secret');
    writeFileSync(join(dist, 'index.html'), page);
    writeFileSync(join(dist, 'favicon.svg'), '<svg/>');
    writeFileSync(join(dist, 'assets', 'main-Ab3_-xYz.js'), script);
    writeFileSync(join(dist, 'assets', 'main-Ab3_-xYz.exe'), 'a program');
    await start(dist);
  });
  after(async () => {
    await stop();
    rmSync(root, { recursive: true });
  });

  /** As it is written: `fetch` would tidy the path. */
  function get(
    path: string,
    { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
  ) {
    return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; bytes: Buffer }>(
      (resolve, reject) => {
        const { hostname, port } = new URL(url);
        const request = send({ hostname, port, path, method, headers }, response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
          );
        });
        request.once('error', reject);
        request.end();
      },
    );
  }

  for (const path of ['/tab', '/tab/', '/tab/configure', '/tab/connectors?channel=19:a', '/tab/index.html', '/tab/a/b'])
    it(`is the page at ${path}`, async () => {
      const { status, headers, bytes } = await get(path);
      assert.deepEqual([status, bytes.toString()], [200, page]);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(headers['cache-control'], 'no-cache');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
    });

  it('keeps for ever what has a hash in its name, packed where that is understood', async () => {
    const plain = await get('/tab/assets/main-Ab3_-xYz.js');
    assert.equal(plain.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(plain.bytes.toString(), script);
    const packed = await get('/tab/assets/main-Ab3_-xYz.js', { headers: { 'accept-encoding': 'br, gzip' } });
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.equal(gunzipSync(packed.bytes).toString(), script);
    assert.equal((await get('/tab/favicon.svg')).headers['cache-control'], 'no-cache');
  });

  for (const path of [
    '/tab/../secret.txt',
    '/tab/..%2fsecret.txt',
    '/tab/%2e%2e/secret.txt',
    '/tab/assets/../../secret.txt',
    '/tab/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/tab/..\\secret.txt',
    '/tab//etc/hosts.txt',
    '/tab/./.env.txt',
    '/tab/.env.txt',
    '/tab/secret.txt%00.js',
    '/tab/assets/main-Ab3_-xYz.exe',
    '/tab/assets/nothing-Ab3_-xYz.js',
    '/tab/assets.js/main.js',
  ])
    it(`has nothing at ${path}`, async () => {
      const { status, bytes } = await get(path);
      assert.ok(status === 404 || status === 400, String(status));
      assert.doesNotMatch(bytes.toString(), /secret(?!\.txt)|program/);
    });

  it('answers HEAD without a body, and no other method', async () => {
    const head = await get('/tab/configure', { method: 'HEAD' });
    assert.deepEqual([head.status, head.bytes.length], [200, 0]);
    const post = await get('/tab/configure', { method: 'POST' });
    assert.deepEqual([post.status, post.headers.allow], [405, 'GET, HEAD']);
  });

  it('lets nobody frame it but Teams', async () => {
    const policy = String((await get('/tab/configure')).headers['content-security-policy']);
    const ancestors = /frame-ancestors ([^;]*)/.exec(policy)?.[1]?.split(' ') ?? [];
    assert.ok(ancestors.includes('https://teams.microsoft.com'));
    assert.ok(ancestors.includes('https://*.cloud.microsoft'));
    for (const one of ancestors) assert.match(one, /^https:\/\/(\*\.)?([a-z0-9]+\.)*(microsoft|[a-z0-9]+\.com)$/);
    assert.match(policy, /^default-src 'none'; script-src 'self';/);
  });

  it('lets the playground frame it where there is one, and asks nothing of the Internet then', () => {
    const policy = pagePolicy({ cloud: 'commercial', playgroundUrl: 'http://localhost:3979' });
    assert.match(policy, /frame-ancestors .* 'self' http:\/\/localhost:3979$/);
    assert.match(policy, /connect-src 'self';/);
  });

  it('says what to do where it has not been built', async () => {
    await stop();
    await start(join(root, 'nothing'));
    for (const path of ['/tab/configure', '/tab/index.html']) {
      const { status, bytes } = await get(path, { headers: { 'accept-language': 'fr' } });
      assert.equal(status, 503);
      assert.match(bytes.toString(), /npm run build/);
    }
  });
});
