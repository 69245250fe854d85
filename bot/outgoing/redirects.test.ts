import assert from 'node:assert/strict';
import type { IncomingMessage, RequestListener } from 'node:http';
import { type Canary, startCanary } from '../../test/support/canary.ts';
import { readAllowedHosts } from './allow-list.ts';
import { createOutgoing, type OutgoingFetch } from './fetch.ts';
import type { Method } from './hop.ts';

describe('redirects', () => {
  /** What is on the internet, as far as these tests go. */
  let site: Canary;
  let otherSite: Canary;
  /** What is not. */
  let canary: Canary;
  let fetchOutgoing: OutgoingFetch;
  let pages: Record<string, [number, string?]>;

  const serve: RequestListener = (request, response) => {
    const [status, location] = pages[request.url ?? ''] ?? [200];
    response.writeHead(status, location === undefined ? {} : { location: Buffer.from(location).toString('latin1') });
    response.end(`${request.method} ${request.url}`);
  };
  const at = (server: Canary, path: string) => `http://127.0.0.1:${server.port}${path}`;

  before(async () => {
    [site, otherSite, canary] = await Promise.all([startCanary(serve), startCanary(serve), startCanary()]);
    const allowed = readAllowedHosts(`127.0.0.1:${site.port} 127.0.0.1:${otherSite.port}`);
    fetchOutgoing = createOutgoing({ allowed, resolveHost: async () => ['10.0.0.1'] });
  });
  beforeEach(() => {
    for (const server of [site, otherSite, canary]) server.requests.length = 0;
  });
  afterEach(() => assert.equal(canary.connections(), 0));
  after(() => Promise.all([site, otherSite, canary].map(server => server.close())));

  const paths = (server: Canary) => server.requests.map((request: IncomingMessage) => request.url);

  it('are followed, on the same host and to another', async () => {
    pages = { '/a': [302, '/b?c'], '/b?c': [307, at(otherSite, '/d#e')] };
    const response = await fetchOutgoing(at(site, '/a'));
    assert.equal(response.body.toString(), 'GET /d');
    assert.equal(response.url, at(otherSite, '/d'));
    assert.equal(response.status, 200);
  });

  it('are read as UTF-8', async () => {
    pages = { '/a': [302, '/é'] };
    assert.equal((await fetchOutgoing(at(site, '/a'))).url, at(site, '/%C3%A9'));
  });

  for (const location of [
    'http://127.0.0.1:PORT/',
    '//127.0.0.1:PORT/',
    '\\\\127.0.0.1:PORT\\',
    'http://localhost:PORT/',
    'http://2130706433:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://a@127.0.0.1:PORT/',
    'http://internal.example:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'https://127.0.0.1:PORT/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:PORT/',
    'http://1.1.1.1:22/',
    'http://',
  ])
    it(`to ${location} are refused, at once and after others`, async () => {
      const target = location.replace('PORT', String(canary.port));
      pages = { '/now': [302, target], '/first': [301, '/second'], '/second': [308, target] };
      for (const path of ['/now', '/first'])
        await assert.rejects(fetchOutgoing(at(site, path)), { code: /^refused-(address|url|port)$/ });
    });

  it('end after five', async () => {
    pages = Object.fromEntries([0, 1, 2, 3, 4, 5].map(one => [`/${one}`, [302, `/${one + 1}`]]));
    assert.equal((await fetchOutgoing(at(site, '/1'))).body.toString(), 'GET /6');
    site.requests.length = 0;
    await assert.rejects(fetchOutgoing(at(site, '/0')), { code: 'too-many-redirects' });
    assert.equal(site.requests.length, 6);
  });

  it('in a circle end too, and none is followed where none is wanted', async () => {
    pages = { '/a': [302, '/b'], '/b': [302, '/a'] };
    await assert.rejects(fetchOutgoing(at(site, '/a')), { code: 'too-many-redirects' });
    site.requests.length = 0;
    await assert.rejects(fetchOutgoing(at(site, '/a'), { limits: { redirects: 0 } }), { code: 'too-many-redirects' });
    assert.deepEqual(paths(site), ['/a']);
  });

  it('without a Location, and 304, are the response', async () => {
    pages = { '/a': [302], '/b': [304, '/c'], '/c': [300, '/d'] };
    assert.equal((await fetchOutgoing(at(site, '/a'))).status, 302);
    assert.equal((await fetchOutgoing(at(site, '/b'))).status, 304);
    assert.equal((await fetchOutgoing(at(site, '/c'))).status, 300);
  });

  const methodAfter: [Method, number, Method][] = [
    ['POST', 301, 'GET'],
    ['POST', 302, 'GET'],
    ['POST', 303, 'GET'],
    ['POST', 307, 'POST'],
    ['POST', 308, 'POST'],
    ['PUT', 301, 'PUT'],
    ['PUT', 302, 'PUT'],
    ['PUT', 303, 'GET'],
    ['DELETE', 303, 'GET'],
    ['PATCH', 307, 'PATCH'],
    ['GET', 303, 'GET'],
    ['HEAD', 303, 'HEAD'],
    ['HEAD', 301, 'HEAD'],
  ];
  for (const [method, status, expected] of methodAfter)
    it(`with ${status} turn ${method} into ${expected}, and the body goes along only with its method`, async () => {
      pages = { '/a': [status, '/b'] };
      const hasBody = method !== 'GET' && method !== 'HEAD';
      await fetchOutgoing(at(site, '/a'), {
        method,
        ...(hasBody && { body: 'body', headers: { 'Content-Type': 'text/plain' } }),
      });
      const second = site.requests[1];
      assert.equal(second?.method, expected);
      const keepsBody = hasBody && expected === method;
      assert.equal(second?.headers['content-length'], keepsBody ? '4' : undefined);
      assert.equal(second?.headers['content-type'], keepsBody ? 'text/plain' : undefined);
    });

  it('to another origin get no header that may hold a secret, also on the way back', async () => {
    pages = { '/a': [307, '/b'], '/b': [307, at(otherSite, '/c')], '/c': [307, at(site, '/d')] };
    const secret = { authorization: 'Bearer x', cookie: 'a=b', 'X-Api-Key': 'x' };
    await fetchOutgoing(at(site, '/a'), { headers: { ...secret, accept: 'text/xml', 'If-None-Match': '"1"' } });
    const names = ['authorization', 'cookie', 'x-api-key', 'accept', 'if-none-match'];
    const seen = (request: IncomingMessage | undefined) => names.filter(name => request?.headers[name] !== undefined);
    assert.deepEqual(seen(site.requests[1]), names);
    assert.deepEqual(seen(otherSite.requests[0]), ['accept', 'if-none-match']);
    assert.deepEqual(seen(site.requests[2]), ['accept', 'if-none-match']);
  });

  it('tell where an address has moved for good', async () => {
    pages = { '/a': [301, '/b'], '/b': [308, '/c'], '/c': [302, '/d'], '/d': [301, '/e'] };
    assert.equal((await fetchOutgoing(at(site, '/a'))).movedTo, at(site, '/c'));
    assert.equal((await fetchOutgoing(at(site, '/c'))).movedTo, undefined);
    assert.equal((await fetchOutgoing(at(site, '/e'))).movedTo, undefined);
  });
});
