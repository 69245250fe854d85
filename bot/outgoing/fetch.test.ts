import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { inspect, promisify } from 'node:util';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { begin, type Canary, send, startCanary } from '../../test/support/canary.ts';
import { readAllowedHosts } from './allow-list.ts';
import { createOutgoing, type OutgoingOptions } from './fetch.ts';
import { OutgoingError } from './outgoing-error.ts';

const onThisMachine: OutgoingOptions = {
  allowed: readAllowedHosts('127.0.0.1'),
  resolveHost: async () => ['127.0.0.1'],
};
const fetchOutgoing = createOutgoing(onThisMachine);
const secret = 'TOP-SECRET';

/** The error of a call, which never repeats more of the address than its host. */
async function failure(url: string, request?: Parameters<typeof fetchOutgoing>[1], fetch = fetchOutgoing) {
  const error = await fetch(url, request).then(
    () => assert.fail('the call succeeded'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof OutgoingError, inspect(error));
  assert.ok(!inspect(error, { showHidden: true, depth: 9 }).includes(secret));
  assert.match(error.message, /^[A-Z].*[.]$/);
  return error;
}

describe('an outgoing call', () => {
  let server: Canary;
  let answer: RequestListener;
  let url: string;

  before(async () => {
    server = await startCanary((request, response) => answer(request, response));
    url = `http://host.example:${server.port}/${secret}?token=${secret}`;
  });
  beforeEach(() => {
    server.requests.length = 0;
    answer = (_request, response) => response.end('body');
  });
  after(() => server.close());

  it('gives the status, the headers and the body, whatever the status', async () => {
    answer = (_request, response) => {
      response.writeHead(404, { etag: '"1"', link: ['<a>', '<b>'] });
      response.end(Buffer.from([0, 255, 1]));
    };
    const response = await fetchOutgoing(url);
    assert.equal(response.status, 404);
    assert.equal(response.headers.get('etag'), '"1"');
    assert.equal(response.headers.get('link'), '<a>, <b>');
    assert.deepEqual(response.body, Buffer.from([0, 255, 1]));
    assert.equal(response.url, url);
  });

  it('sends method, headers and body as they are', async () => {
    const bodies: string[] = [];
    answer = async (request, response) => {
      bodies.push(Buffer.concat(await request.toArray()).toString());
      response.end();
    };
    await fetchOutgoing(url, { method: 'POST', headers: { 'Content-Type': 'text/plain', Accept: 'a/b' }, body: 'é' });
    await fetchOutgoing(url, { method: 'DELETE', body: new Uint8Array([65]) });
    const [request] = server.requests;
    assert.equal(request?.method, 'POST');
    assert.equal(request?.headers['content-type'], 'text/plain');
    assert.equal(request?.headers.accept, 'a/b');
    assert.equal(request?.headers.host, `host.example:${server.port}`);
    assert.deepEqual(bodies, ['é', 'A']);
  });

  it('is refused if it names headers that are not its own, or has forbidden characters in them', async () => {
    for (const name of ['Host', 'content-length', 'Transfer-Encoding', 'connection', 'Proxy-Authorization', 'Expect'])
      assert.equal((await failure(url, { headers: { [name]: secret } })).code, 'refused-request', name);
    for (const headers of [{ a: `b\r\nHost: ${secret}` }, { 'a b': secret }, { '': secret }, { a: `\u0001${secret}` }])
      assert.equal((await failure(url, { headers })).code, 'refused-request');
    assert.equal((await failure(url, { body: secret })).code, 'refused-request');
    assert.equal(server.requests.length, 0);
  });

  it('reads bodies that are compressed, and those that should be but are empty', async () => {
    const text = 'text '.repeat(1000);
    const codings = { gzip: gzipSync(text), 'X-GZip': gzipSync(text), deflate: deflateSync(text) };
    for (const [coding, body] of Object.entries({ ...codings, br: brotliCompressSync(text), identity: text })) {
      answer = (_request, response) => send(response, 200, { 'content-encoding': coding }, body);
      assert.equal((await fetchOutgoing(url)).body.toString(), text, coding);
      answer = (_request, response) => send(response, 200, { 'content-encoding': coding });
      assert.equal((await fetchOutgoing(url)).body.length, 0, coding);
      assert.equal((await fetchOutgoing(url, { method: 'HEAD' })).body.length, 0, coding);
    }
  });

  it('fails for codings that were not asked for, and for what is not compressed', async () => {
    for (const [coding, body] of [
      ['zstd', 'x'],
      ['gzip, gzip', gzipSync(gzipSync('x'))],
      ['gzip', 'plain text'],
      ['br', 'plain text'],
      ['gzip', gzipSync('half a body').subarray(0, 20)],
    ] as const) {
      answer = (_request, response) => send(response, 200, { 'content-encoding': coding }, body);
      assert.equal((await failure(url)).code, 'bad-response', coding);
    }
  });

  it('stops at the size limit, which a body may just reach', async () => {
    const limits = { bodyBytes: 1000 };
    answer = (_request, response) => response.end(Buffer.alloc(1000));
    assert.equal((await fetchOutgoing(url, { limits })).body.length, 1000);
    answer = (_request, response) => response.end(Buffer.alloc(1001));
    assert.equal((await failure(url, { limits })).code, 'too-large');
  });

  it('stops a body without an end', async () => {
    const closed = Promise.withResolvers<void>();
    answer = (_request, response) => {
      const pour = () => {
        while (response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', pour).on('close', closed.resolve);
      pour();
    };
    assert.equal((await failure(url)).code, 'too-large');
    await closed.promise;
  });

  it('stops a body that is small and unpacks to much', async () => {
    const zeros = Buffer.alloc(10_000_000);
    const bombs = { gzip: gzipSync(zeros), deflate: deflateSync(zeros), br: brotliCompressSync(zeros) };
    for (const [coding, bomb] of Object.entries(bombs)) {
      assert.ok(bomb.length < 20_000);
      answer = (_request, response) => send(response, 200, { 'content-encoding': coding }, bomb);
      assert.equal((await failure(url)).code, 'too-large', coding);
    }
  });

  it('stops a compressed body that unpacks to nothing without an end', async () => {
    const emptyBlocks = Buffer.alloc(65_535, Buffer.from([0, 0, 0, 0xff, 0xff]));
    answer = (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(gzipSync('').subarray(0, 10));
      const pour = () => {
        while (response.write(emptyBlocks));
      };
      response.on('drain', pour);
      pour();
    };
    assert.equal((await failure(url)).code, 'too-large');
  });

  it('does not wait for the body of a redirect', async () => {
    answer = (request, response) => {
      if (request.url === '/end') response.end('end');
      else begin(response, 302, { location: '/end' }, 'without an end');
    };
    assert.equal((await fetchOutgoing(url)).body.toString(), 'end');
  });

  it('stops at headers that are too large', async () => {
    answer = (_request, response) => send(response, 200, { a: 'a'.repeat(17_000) });
    assert.equal((await failure(url)).code, 'too-large');
    assert.equal((await fetchOutgoing(url, { limits: { headerBytes: 20_000 } })).status, 200);
  });

  it('ends after its time, whatever it waits for', async () => {
    const limits = { totalTime: 50 };
    const forever: RequestListener[] = [
      () => {},
      (_request, response) => response.write('the beginning'),
      (_request, response) => begin(response, 200, { 'content-encoding': 'gzip' }, gzipSync('x')),
      (request, response) => send(response, 302, { location: `${request.url}a` }),
    ];
    for (answer of forever)
      assert.equal(
        (await failure(url, { limits: { ...limits, redirects: Number.POSITIVE_INFINITY } })).code,
        'timeout',
      );
    const noName = createOutgoing({ resolveHost: () => new Promise(() => {}) });
    assert.equal((await failure(url, { limits }, noName)).code, 'timeout');
  });

  it('ends when the caller says so', async () => {
    assert.equal((await failure(url, { signal: AbortSignal.abort(new Error(secret)) })).code, 'aborted');
    const stop = new AbortController();
    answer = () => stop.abort();
    assert.equal((await failure(url, { signal: stop.signal })).code, 'aborted');
  });

  it('says when a host cannot be reached or is not known', async () => {
    const gone = await startCanary();
    await gone.close();
    const refused = await failure(`http://host.example:${gone.port}/${secret}`);
    assert.deepEqual([refused.code, refused.reason], ['network', 'ECONNREFUSED']);
    assert.equal(refused.host, `host.example:${gone.port}`);
    const unknown = Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' });
    const fetch = createOutgoing({ resolveHost: () => Promise.reject(unknown) });
    const error = await failure(url, {}, fetch);
    assert.deepEqual([error.code, error.reason], ['network', 'ENOTFOUND']);
    assert.match(error.message, /host\.example/);
  });

  it('tells no secret of an address that it refuses', async () => {
    const fetch = createOutgoing({ resolveHost: async () => ['10.0.0.1'] });
    for (const refused of [
      url,
      `http://${secret}@a.example/`,
      `ftp://a.example/${secret}`,
      `${secret}\n`,
      'http://ü ü/',
    ])
      await failure(refused, {}, fetch);
  });

  it('uses the port of an entry of the allow-list, and no other one', async () => {
    const withPort = { ...onThisMachine, allowed: readAllowedHosts(`127.0.0.1:${server.port}`) };
    assert.equal((await createOutgoing(withPort)(url)).status, 200);
    const otherPort = { ...onThisMachine, allowed: readAllowedHosts(`127.0.0.1:${server.port - 1}`) };
    assert.equal((await failure(url, {}, createOutgoing(otherPort))).code, 'refused-port');
    const localhost = createOutgoing({ allowed: readAllowedHosts(`localhost:${server.port}`) });
    assert.equal((await localhost(`http://LOCALHOST.:${server.port}/`)).status, 200);
  });

  it('does not go to an address that stands for one that is not allowed', async () => {
    const fetch = createOutgoing({ allowed: readAllowedHosts('64:ff9b::/96 2002::/16'), resolveHost: async () => [] });
    for (const host of ['[64:ff9b::10.0.0.1]', '[64:ff9b::169.254.169.254]', '[2002:7f00:1::]'])
      assert.equal((await failure(`http://${host}/`, {}, fetch)).code, 'refused-address', host);
    assert.equal((await failure('http://a.example/', {}, fetch)).code, 'network');
  });

  it('goes through no proxy, whatever the environment says', async () => {
    const proxy = await startCanary();
    const script = `
      import { createOutgoing } from ${JSON.stringify(import.meta.resolve('./fetch.ts'))};
      import { readAllowedHosts } from ${JSON.stringify(import.meta.resolve('./allow-list.ts'))};
      const fetchOutgoing = createOutgoing({ allowed: readAllowedHosts('127.0.0.1') });
      console.log((await fetchOutgoing('http://127.0.0.1:${server.port}/')).body.toString());`;
    const address = `http://127.0.0.1:${proxy.port}`;
    const env = { ...process.env, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: address, http_proxy: address, NO_PROXY: '' };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
    await proxy.close();
    assert.equal(stdout.trim(), 'body');
    assert.equal(proxy.requests.length, 0);
  });
});

describe('an outgoing call to something that is no web server', () => {
  const answers: Record<string, [string, string]> = {
    'another protocol': ['SSH-2.0-OpenSSH_9.6\r\n', 'bad-response'],
    'a change of protocol': ['HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx', 'bad-response'],
    'two lengths': ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 'bad-response'],
    nothing: ['', 'network'],
    'half a body': ['HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf', 'network'],
  };
  for (const [what, [bytes, code]] of Object.entries(answers))
    it(`fails if it answers with ${what}`, async () => {
      const sockets: Socket[] = [];
      const server = createServer(socket => {
        sockets.push(socket.on('error', () => {}));
        socket.once('data', () => socket.end(bytes));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      assert.ok(address !== null && typeof address === 'object');
      assert.equal((await failure(`http://127.0.0.1:${address.port}/${secret}`)).code, code);
      for (const socket of sockets) socket.destroy();
      server.close();
    });
});
