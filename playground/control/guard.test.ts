import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Playground, startPlayground } from '../playground.ts';

describe('the playground in a browser', () => {
  let playground: Playground;
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  const pageDirectory = join(folder, 'dist');

  /** fetch would set Host by itself and resolve the path. */
  async function ask(method: string, path: string, headers: Record<string, string> = {}) {
    const sent = request({ port: playground.port, host: '127.0.0.1', method, path, headers });
    sent.end();
    const [response]: IncomingMessage[] = await once(sent, 'response');
    assert.ok(response);
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  }

  before(async () => {
    mkdirSync(join(pageDirectory, 'assets'), { recursive: true });
    writeFileSync(join(pageDirectory, 'index.html'), '<!doctype html>the page');
    writeFileSync(join(pageDirectory, 'assets', 'a-1.js'), 'code');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    symlinkSync(join(folder, 'secret.txt'), join(pageDirectory, 'link.txt'));
    playground = await startPlayground({ pageDirectory });
  });
  after(async () => {
    await playground.close();
    rmSync(folder, { recursive: true });
  });

  it('answers only to names of this machine, with its port', async () => {
    const { port } = playground;
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`]) {
      assert.equal((await ask('GET', '/playground/api/state', { host })).status, 200, host);
    }
    for (const host of [
      'localhost',
      `localhost:${port + 1}`,
      `evil.example:${port}`,
      `localhost:${port}.evil.example`,
    ]) {
      assert.equal((await ask('GET', '/playground/api/state', { host })).status, 403, host);
    }
  });

  it('takes no changes from other web pages', async () => {
    const { port } = playground;
    const remove = (origin: string) => ask('DELETE', '/playground/api/record', { origin });
    assert.equal((await remove(`http://localhost:${port}`)).status, 204);
    assert.equal((await remove(`http://127.0.0.1:${port}`)).status, 204);
    for (const origin of ['https://evil.example', 'null', `https://localhost:${port}`, 'http://localhost:3978']) {
      assert.equal((await remove(origin)).status, 403, origin);
      assert.equal((await ask('POST', '/v3/conversations', { origin })).status, 403, origin);
    }
  });

  it('serves the page and its assets with headers that confine it', async () => {
    const page = await ask('GET', '/');
    assert.deepEqual([page.status, page.body], [200, '<!doctype html>the page']);
    assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    assert.match(String(page.headers['content-security-policy']), /default-src 'self'/);
    assert.equal(page.headers['x-content-type-options'], 'nosniff');
    const asset = await ask('GET', '/assets/a-1.js');
    assert.deepEqual([asset.status, asset.body], [200, 'code']);
    assert.match(asset.headers['cache-control'] ?? '', /immutable/);
    assert.deepEqual([(await ask('HEAD', '/')).status, (await ask('POST', '/')).status], [200, 405]);
  });

  it('gives nothing from outside the page directory, and nothing in place of what is missing', async () => {
    for (const path of [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets%2f..%2f..%2fsecret.txt',
      '/link.txt',
      '/assets',
      '/nothing.js',
      '/%',
      '/%00',
      '//evil.example',
    ]) {
      const { status, body } = await ask('GET', path);
      assert.deepEqual([status, body.includes('secret')], [404, false], path);
    }
  });

  it('says what to do when the page is not built', async () => {
    const bare = await startPlayground({ pageDirectory: join(folder, 'nowhere') });
    const response = await fetch(bare.url);
    assert.equal(response.status, 503);
    assert.match(await response.text(), /npm run build/);
    await bare.close();
  });
});
