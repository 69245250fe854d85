import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { createHttpServer, type HttpOptions, type HttpServer } from './http-server.ts';
import { closeServer, listen } from './listening.ts';

describe('the HTTP server', () => {
  const servers: HttpServer[] = [];
  const errors: unknown[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.server.closeAllConnections();
      await closeServer(server);
    }
    assert.deepEqual(errors.splice(0), []);
  });

  async function start(options?: HttpOptions): Promise<HttpServer> {
    const server = createHttpServer(error => errors.push(error), options);
    servers.push(server);
    server.get('/hello', async (_, response) => {
      response.end('hello');
    });
    server.post('/echo', async (message, response) => {
      response.end(await text(message).catch(() => ''));
    });
    await listen(server, { host: '127.0.0.1', port: 0 });
    return server;
  }
  const portOf = (server: HttpServer) => Number(new URL(server.url).port);

  /** Sends these bytes and answers all that comes back until the end. */
  async function raw(server: HttpServer, bytes: string): Promise<string> {
    const socket = connect(portOf(server), '127.0.0.1');
    socket.write(bytes);
    return text(socket);
  }

  it('has the times that its documentation names', async () => {
    const { server } = await start();
    assert.deepEqual(
      [
        server.requestTimeout,
        server.headersTimeout,
        server.keepAliveTimeout,
        Object(server).connectionsCheckingInterval,
      ],
      [30_000, 30_000, 95_000, 1_000],
    );
  });

  const quick = { request: 300, keepAlive: 300, check: 20 };
  for (const [what, begun] of [
    ['head', 'GET /hello HTTP/1.1\r\nHost: a\r\n'],
    ['body', 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nbegun'],
  ] as const)
    it(`ends a request whose ${what} does not come in time`, async () => {
      const server = await start({ times: quick });
      const answer = await raw(server, begun);
      assert.match(answer, /^HTTP\/1\.1 408 /);
      assert.match(answer, /x-content-type-options: nosniff/i);
    });

  it('keeps a connection open for longer than reverse proxies do, and says so', async () => {
    const answer = await fetch(`${(await start()).url}/hello`);
    assert.equal(answer.headers.get('keep-alive'), 'timeout=95');
    await answer.text();
  });

  it('says nosniff with each answer, also those of the router and of the parser', async () => {
    const server = await start();
    server.get('/fails', async () => {
      throw new Error('on purpose');
    });
    for (const [path, method, status] of [
      ['/hello', 'GET', 200],
      ['/nothing', 'GET', 404],
      ['/hello', 'DELETE', 405],
      ['/fails', 'GET', 500],
    ] as const) {
      const answer = await fetch(server.url + path, { method });
      assert.equal(`${path} ${answer.status}`, `${path} ${status}`);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
      await answer.text();
    }
    assert.equal(errors.splice(0).length, 1);
    for (const bytes of ['no http\r\n\r\n', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`]) {
      const answer = await raw(server, bytes);
      assert.match(answer, /^HTTP\/1\.1 4\d\d [\s\S]*x-content-type-options: nosniff/i);
    }
  });

  it('takes several slashes in a row for one', async () => {
    const server = await start();
    for (const target of ['//hello', '///hello', `http://a//hello`, '//hello?at=//x'])
      assert.match(
        await raw(server, `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`),
        /\r\nhello$|5\r\nhello/,
        target,
      );
  });

  it('answers requests that were sent in one go, in their order', async () => {
    const server = await start();
    const posts = ['one', 'two', 'three'].map(
      (word, index) =>
        `POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: ${word.length}\r\n${index === 2 ? 'Connection: close\r\n' : ''}\r\n${word}`,
    );
    const answers = await raw(server, posts.join(''));
    assert.match(answers, /one[\s\S]*two[\s\S]*three/);
  });

  it('cuts a connection off that sends thousands of requests in one go, and answers others meanwhile', async () => {
    const server = await start();
    const flood = connect(portOf(server), '127.0.0.1');
    flood.on('error', () => {});
    flood.write('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(60_000));
    const ended = new Promise(resolve => flood.resume().once('close', resolve));
    assert.equal(await (await fetch(`${server.url}/hello`)).text(), 'hello');
    await ended;
    assert.equal(server.sockets.cutOff(), 1);
  });

  it('answers at most one request of a connection in a turn of the event loop', async () => {
    const server = await start();
    let inTurn = 0;
    let most = 0;
    server.get('/count', async (_, response) => {
      inTurn += 1;
      most = Math.max(most, inTurn);
      setImmediate(() => {
        inTurn = 0;
      });
      response.end('counted');
    });
    const get = (last: boolean) => `GET /count HTTP/1.1\r\nHost: a\r\n${last ? 'Connection: close\r\n' : ''}\r\n`;
    const answers = await raw(server, get(false).repeat(40) + get(true));
    assert.equal(answers.match(/counted/g)?.length, 41);
    assert.equal(most, 1);
  });

  it('lets the connection go that has been quiet for longest when there are too many', async () => {
    const server = await start({ maxConnections: 3 });
    const open = async (): Promise<Socket> => {
      const socket = connect(portOf(server), '127.0.0.1');
      socket.write('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n');
      await once(socket, 'data');
      return socket;
    };
    const first = await open();
    const others = [await open(), await open()];
    const gone = once(first, 'close');
    others.push(await open());
    await gone;
    assert.equal(server.sockets.count(), 3);
    for (const socket of others) socket.destroy();
  });

  it('lets go who is still sending where nobody is quiet, and never who is being answered', async () => {
    const server = await start({ maxConnections: 2 });
    let answer = () => {};
    server.get('/slow', async (_, response) => {
      await new Promise<void>(resolve => {
        answer = resolve;
        answering.emit('begun');
      });
      response.end('slow');
    });
    const answering = new EventEmitter();
    const slow = connect(portOf(server), '127.0.0.1');
    slow.write('GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    await once(answering, 'begun');
    const sending = connect(portOf(server), '127.0.0.1');
    sending.on('error', () => {});
    sending.write('POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n');
    await once(sending, 'data');
    const gone = new Promise(resolve => sending.once('close', resolve));
    assert.equal(await (await fetch(`${server.url}/hello`)).text(), 'hello');
    await gone;
    answer();
    assert.match(await text(slow), /slow/);
  });

  describe('while it stops', () => {
    /** Posts again and again on a connection that is kept open, until it is told to close; answers the errors. */
    async function sendOn(url: string, answered: () => void): Promise<string | undefined> {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (;;) {
        const outgoing = request(`${url}/echo`, { method: 'POST', agent });
        const came = new Promise<IncomingMessage>((resolve, reject) => {
          outgoing.once('response', resolve).once('error', reject).end('words');
        });
        try {
          const response = await came;
          const words = await text(response);
          if (words !== 'words') return `${response.statusCode} ${words}`;
          answered();
          if (response.headers.connection === 'close') return undefined;
        } catch (error) {
          return error instanceof Error && 'code' in error ? String(error.code) : String(error);
        }
      }
    }

    it('loses none of many senders that keep their connections open', async () => {
      const server = await start();
      // A closed server has another one.
      const { url } = server;
      let answers = 0;
      let enough = () => {};
      const warm = new Promise<void>(resolve => {
        enough = resolve;
      });
      const senders = Array.from({ length: 64 }, () =>
        sendOn(url, () => {
          answers += 1;
          if (answers === 192) enough();
        }),
      );
      await warm;
      await closeServer(server, 5_000);
      assert.deepEqual(new Set(await Promise.all(senders)), new Set([undefined]));
    });

    it('answers a request that has begun, and one that comes on a quiet connection, and says that it closes', async () => {
      const server = await start();
      const begun = connect(portOf(server), '127.0.0.1');
      begun.write('POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n');
      await once(begun, 'data');
      const quiet = connect(portOf(server), '127.0.0.1');
      quiet.write('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n');
      await once(quiet, 'data');
      const closed = closeServer(server, 5_000);
      begun.write('words');
      quiet.write('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n');
      for (const answer of await Promise.all([text(begun), text(quiet)])) assert.match(answer, /connection: close/i);
      await closed;
    });

    it('waits for nobody who has been quiet for the time of grace', async () => {
      const server = await start();
      const quiet = connect(portOf(server), '127.0.0.1');
      await once(quiet, 'connect');
      const half = connect(portOf(server), '127.0.0.1');
      half.write('GET /hello HTTP/1.1\r\nHost: a\r\n');
      await once(half, 'connect');
      const ended = once(quiet.resume(), 'close');
      const closed = closeServer(server, 50);
      await ended;
      // Who has begun is waited for.
      half.write('\r\n');
      assert.match(await text(half), /^HTTP\/1\.1 200 [\s\S]*connection: close/i);
      await closed;
    });
  });
});
