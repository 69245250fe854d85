import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { adaptiveCards, contentTypes, headers, messageCards, paths } from './support/arbitrary-requests.ts';
import { type Connected, type Installation, install } from './support/installation.ts';
import { type Answered, send } from './support/post.ts';

const statuses = new Set([200, 202, 400, 404, 405, 413, 415]);

describe('bad input', function () {
  this.timeout(120_000);
  let installation: Installation;
  let connected: Connected;

  before(async () => {
    installation = await install();
    const [, builds] = installation.playground.world.channels;
    const [made] = await installation.connect({ name: 'a', channelId: builds?.id ?? '' });
    assert.ok(made);
    connected = made;
  });
  afterEach(async () => {
    await installation.posted();
    assert.deepEqual(installation.playground.record.violations(), []);
    assert.deepEqual(failures(installation), []);
    const { status } = await send(connected.urls.short, { body: '{"text":"still here"}' });
    assert.equal(status, 200);
  });
  after(() => installation.close());

  /** Sends something and holds what must be true of every answer. */
  async function mustBeAnswered(answer: Promise<Answered>): Promise<Answered> {
    const answered = await answer;
    assert.ok(statuses.has(answered.status), `${answered.status} ${answered.body}`);
    assert.notEqual(answered.headers['request-id'], undefined);
    return answered;
  }
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    mustBeAnswered(send(connected.urls.short, { body, headers }));

  const runs = { numRuns: 150 };

  it('in bodies of any JSON is answered', () =>
    fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), async body => {
        await post(body);
      }),
      runs,
    ));

  it('in bodies of any bytes is answered', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), contentTypes, async (body, contentType) => {
        await post(body, { 'content-type': contentType });
      }),
      runs,
    ));

  it('in the fields of a card is answered', () =>
    fc.assert(
      fc.asyncProperty(messageCards, async card => {
        await post(JSON.stringify(card));
      }),
      runs,
    ));

  it('in an Adaptive Card is answered, and Teams takes what is posted', () =>
    fc.assert(
      fc.asyncProperty(adaptiveCards, fc.boolean(), async (card, attached) => {
        const contentType = 'application/vnd.microsoft.card.adaptive';
        const message = { type: 'message', attachments: [{ contentType, content: card }] };
        await post(JSON.stringify(attached ? message : card));
      }),
      runs,
    ));

  it('in a URL is answered', () =>
    fc.assert(
      fc.asyncProperty(
        paths(() => connected.urls.short),
        fc.constantFrom('POST', 'HEAD', 'GET', 'PUT'),
        async (path, method) => {
          await mustBeAnswered(send(connected.urls.short, { path, method, body: '{}' }));
        },
      ),
      runs,
    ));

  it('in headers is answered', () =>
    fc.assert(
      fc.asyncProperty(headers, async given => {
        await post('{"text":"a"}', given);
      }),
      runs,
    ));

  it('that is no HTTP ends its own connection only', async () => {
    const path = new URL(connected.urls.short).pathname;
    const end = 'Connection: close\r\nContent-Length: 2\r\n\r\n{}';
    const requests = [
      '\r\n\r\n\r\n\r\n',
      'nonsense\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      `POST ${path} HTTP/9.9\r\n${end}`,
      `POST ${path} HTTP/1.0\r\n\r\n`,
      `POST http://[ HTTP/1.1\r\nHost: a\r\n${end}`,
      `POST http://a:b HTTP/1.1\r\nHost: a\r\n${end}`,
      `POST //[::/ HTTP/1.1\r\nHost: a\r\n${end}`,
      `POST ${path} HTTP/1.1\r\nHost: [\r\n${end}`,
      `POST ${path} HTTP/1.1\r\nHost: a b:c@d\r\n${end}`,
      `POST ${path} HTTP/1.1\r\nHost:\r\n${end}`,
      `POST ${path} HTTP/1.1\r\n${end}`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\nHost: b\r\n${end}`,
      `OPTIONS * HTTP/1.1\r\nHost: a\r\n${end}`,
      `CONNECT a:1 HTTP/1.1\r\nHost: a\r\n${end}`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 1e99\r\n\r\n`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n${end}`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: nonsense\r\n${end}`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\nExpect: nonsense\r\n${end}`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\n${'a: b\r\n'.repeat(20_000)}${end}`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\na: ${'b'.repeat(100_000)}\r\n${end}`,
      `POST /w/${'a/'.repeat(50_000)} HTTP/1.1\r\nHost: a\r\n${end}`,
      `POST ${path} HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n\r\n{}`,
    ];
    for (const request of requests) {
      const answer = await exchange(connected.urls.short, request);
      assert.doesNotMatch(answer, /^HTTP\/1.1 5/, request.slice(0, 200));
    }
  });

  it('that stops in the middle costs nobody else anything', async () => {
    const { hostname, port, pathname } = new URL(connected.urls.short);
    const head = `POST ${pathname} HTTP/1.1\r\nHost: a\r\n`;
    const starts = [
      'POST ',
      head,
      `${head}Content-Length: 1000000\r\n\r\n`,
      `${head}Transfer-Encoding: chunked\r\n\r\nffff\r\n{"a":`,
    ];
    const sockets = Array.from({ length: 200 }, (_, index) => {
      const socket = connect(Number(port), hostname).on('error', () => undefined);
      socket.write(starts[index % starts.length] ?? '');
      return socket;
    });
    await Promise.all(sockets.map(socket => once(socket, 'connect')));
    // While they wait, everybody else is served; then half of them break off, and half go on a byte at a time.
    assert.equal((await post('{"text":"a"}')).body, '1');
    for (const [index, socket] of sockets.entries()) if (index % 2 === 0) socket.resetAndDestroy();
    for (const socket of sockets) socket.write(' ');
    assert.equal((await post('{"text":"a"}')).body, '1');
    for (const socket of sockets) socket.destroy();
  });
});

/** What the service logged as its own failure. */
const failures = (installation: Installation) =>
  installation.service().logged.filter(line => /"level":"(error|fatal)"/.test(line) || !line.startsWith('{'));

/** Sends raw bytes and answers what comes back until the connection ends, or the first answer where it stays open. */
function exchange(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise(resolve => {
    let answer = '';
    const socket = connect(Number(port), hostname);
    socket.on('data', data => {
      answer += data;
      if (/keep-alive/i.test(answer)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.end(bytes);
  });
}
