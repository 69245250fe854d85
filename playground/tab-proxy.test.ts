import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type Playground, startPlayground } from './playground.ts';

describe('the service’s tab and API in the playground', () => {
  let service: Server;
  let serviceUrl: string;
  let playground: Playground;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  before(async () => {
    service = createServer((incoming, response) => answer(incoming, response));
    service.listen(0, '127.0.0.1');
    await once(service, 'listening');
    const address = service.address();
    serviceUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    playground = await startPlayground({ serviceUrl });
  });
  after(async () => {
    await playground.close();
    service.closeAllConnections();
    service.close();
  });

  /** What the service was sent, as JSON. */
  function echo(): void {
    answer = ({ method, url, headers }, response) => {
      response.end(JSON.stringify({ method, url, headers }));
    };
  }

  const own = () => ({ host: `localhost:${playground.port}` });

  /** fetch sets Host and Origin by itself. */
  async function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string | Buffer) {
    const options = { port: playground.port, host: '127.0.0.1', method, path, headers: { ...own(), ...headers } };
    const sent = request(options);
    sent.end(body);
    const [response]: IncomingMessage[] = await once(sent, 'response');
    assert.ok(response);
    return response;
  }

  it('come with their status, headers and body as they are', async () => {
    const packed = gzipSync('the page');
    answer = (_, response) => {
      response.writeHead(203, {
        'content-security-policy': "frame-ancestors https://teams.microsoft.com 'self'",
        'content-encoding': 'gzip',
        etag: '"1"',
        'set-cookie': ['a=1', 'b=2'],
      });
      response.end(packed);
    };
    const response = await ask('GET', '/tab/connectors?channel=1');
    assert.equal(response.statusCode, 203);
    assert.equal(response.headers['content-security-policy'], "frame-ancestors https://teams.microsoft.com 'self'");
    assert.deepEqual([response.headers.etag, response.headers['set-cookie']], ['"1"', ['a=1', 'b=2']]);
    const chunks = await response.toArray();
    assert.equal(gunzipSync(Buffer.concat(chunks)).toString(), 'the page');
  });

  it('are asked for as if their own page had asked', async () => {
    echo();
    const page = `http://localhost:${playground.port}`;
    const response = await ask(
      'POST',
      '/api/connections/a%2Fb?x=1',
      { origin: page, referer: `${page}/tab/`, authorization: 'Bearer x', 'if-match': '"2"' },
      '{}',
    );
    const { method, url, headers } = JSON.parse(await text(response));
    assert.deepEqual([method, url], ['POST', '/api/connections/a%2Fb?x=1']);
    assert.equal(headers.host, new URL(serviceUrl).host);
    assert.deepEqual([headers.origin, headers.referer], [serviceUrl, `${serviceUrl}/tab/`]);
    assert.deepEqual([headers.authorization, headers['if-match']], ['Bearer x', '"2"']);
  });

  it('see a foreign page for what it is', async () => {
    echo();
    const headers = {
      origin: 'https://evil.example',
      referer: 'https://evil.example/',
      'sec-fetch-site': 'cross-site',
    };
    const seen = JSON.parse(await text(await ask('GET', '/api/x', headers))).headers;
    assert.deepEqual(
      [seen.origin, seen.referer, seen['sec-fetch-site']],
      ['https://evil.example', 'https://evil.example/', 'cross-site'],
    );
    assert.equal((await ask('POST', '/api/x', headers)).statusCode, 403);
  });

  it('get and give no headers of a single connection', async () => {
    answer = (incoming, response) => {
      response.setHeader('x-seen', JSON.stringify(Object.keys(incoming.headers)));
      response.writeHead(200, {
        connection: 'keep-alive, x-hop',
        'x-hop': '1',
        'keep-alive': 'timeout=99',
        'x-end': '1',
      });
      response.end();
    };
    const sent = { connection: 'x-mine', 'x-mine': '1', te: 'trailers', 'proxy-authorization': 'x', 'x-kept': '1' };
    const { headers } = await ask('GET', '/tab/', sent);
    const seen: string[] = JSON.parse(String(headers['x-seen']));
    for (const name of ['x-mine', 'te', 'proxy-authorization']) assert.ok(!seen.includes(name), name);
    assert.ok(seen.includes('x-kept'));
    assert.deepEqual([headers['x-hop'], headers['x-end']], [undefined, '1']);
    assert.doesNotMatch(String(headers['keep-alive']), /99/);
  });

  it('stream in both directions', async () => {
    answer = (incoming, response) => void incoming.pipe(response);
    const sent = request({ port: playground.port, method: 'POST', path: '/api/x', headers: own() });
    sent.write('first');
    const [response]: IncomingMessage[] = await once(sent, 'response');
    assert.ok(response);
    const [first] = await once(response, 'data');
    assert.equal(String(first), 'first', 'the answer begins before the request has ended');
    sent.end(' second');
    assert.equal(await text(response), ' second');
  });

  it('are redirected within the playground', async () => {
    answer = (_, response) => {
      response.writeHead(302, { location: `${serviceUrl}/tab/connectors` });
      response.end();
    };
    const { headers } = await ask('GET', '/tab');
    assert.equal(headers.location, `http://localhost:${playground.port}/tab/connectors`);
  });

  it('break off where the service breaks off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    await assert.rejects(ask('GET', '/tab/').then(text), /aborted/);
  });

  it('are given up when whoever asked has gone', async () => {
    const gone = new Promise<void>(resolve => {
      answer = incoming => void incoming.once('close', resolve);
    });
    const sent = request({ port: playground.port, path: '/api/slow', headers: own() });
    sent.once('error', () => {});
    sent.end();
    await once(service, 'request');
    sent.destroy();
    await gone;
  });

  it('are nothing else than what stands under /tab and /api', async () => {
    echo();
    for (const path of ['/tabs', '/apis/x', '/tab/../playground/api/nothing', '/x/tab/'])
      assert.notEqual((await ask('GET', path)).statusCode, 200, path);
  });

  it('are missed in a sentence', async () => {
    const dead = await startPlayground({ serviceUrl: 'http://127.0.0.1:9' });
    const response = await fetch(`${dead.url}/tab/configure`);
    assert.deepEqual(
      [response.status, await response.text()],
      [502, 'The service at http://127.0.0.1:9 does not answer: is it running?\n'],
    );
    await dead.close();
    const alone = await startPlayground();
    assert.match(await (await fetch(`${alone.url}/api/x`)).text(), /SERVICE_URL/);
    await alone.close();
  });
});
