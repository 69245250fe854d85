import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { assertLinear } from '../../test/support/linear.ts';
import { type Endpoint, startEndpoint } from '../../test/support/messages-endpoint.ts';
import { activitySchema } from './activity.ts';

const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const activity = { type: 'message', channelId: 'msteams', serviceUrl, text: 'help' };

describe('POST /api/messages without credentials', () => {
  let endpoint: Endpoint;
  before(async () => {
    endpoint = await startEndpoint(undefined);
  });
  beforeEach(() => {
    endpoint.received.length = 0;
    endpoint.logged.length = 0;
    endpoint.failWith(undefined);
  });
  after(() => endpoint.close());

  for (const local of [
    'http://localhost:56150/_connector',
    'http://127.0.0.1:3979',
    'http://127.8.9.1',
    'https://[::1]:1/',
  ])
    it(`takes activities whose serviceUrl is ${local}`, async () => {
      assert.deepEqual((await endpoint.post({ ...activity, serviceUrl: local })).status, 200);
      assert.equal(endpoint.received.length, 1);
    });

  for (const other of [
    serviceUrl,
    'http://10.1.2.3',
    'http://localhost.example.org',
    'http://localhost@example.org',
    'http://me:x@localhost/',
    'ftp://localhost',
    'nonsense',
  ])
    it(`refuses activities whose serviceUrl is ${other}`, async () => {
      const { status, text } = await endpoint.post({ ...activity, serviceUrl: other });
      assert.equal(status, 403);
      assert.match(text, /on this machine/);
      assert.equal(endpoint.received.length, 0);
    });

  it('takes nothing that a web page makes a browser send', async () => {
    const body = JSON.stringify({ ...activity, serviceUrl: 'http://localhost:1' });
    for (const origin of ['https://a.example', 'http://localhost:3978', 'null']) {
      const answer = await fetch(endpoint.url, { method: 'POST', headers: { origin }, body });
      assert.deepEqual([answer.status, endpoint.received], [403, []], origin);
    }
  });

  it('answers 200 to kinds of activities that do not exist yet', async () => {
    const local = { ...activity, serviceUrl: 'http://localhost:1' };
    for (const type of ['event', 'typing', 'messageReaction', 'somethingOfTomorrow']) {
      const { status, text } = await endpoint.post({ ...local, type, name: 'some/thing', value: { a: [1] } });
      assert.deepEqual([status, text], [200, '']);
    }
  });

  it('answers an invoke with a body in JSON', async () => {
    const invoke = {
      ...activity,
      serviceUrl: 'http://localhost:1',
      type: 'invoke',
      name: 'task/fetch',
      value: { a: 1 },
    };
    const { status, text, headers } = await endpoint.post(invoke);
    assert.deepEqual([status, text], [200, '{"received":"task/fetch"}']);
    assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
    assert.deepEqual(endpoint.received[0]?.value, { a: 1 });
  });

  for (const [name, body] of Object.entries({
    'no body': '',
    'no JSON': '{"type":',
    'an array': '[]',
    null: 'null',
    'no type': { serviceUrl },
    'no serviceUrl': { type: 'message' },
    'a conversation that is a string': { ...activity, conversation: 'x' },
    'an invoke from somebody without an id': { ...activity, type: 'invoke', from: { aadObjectId: 'x' } },
  }))
    it(`answers 400 and a sentence to ${name}`, async () => {
      const { status, text } = await endpoint.post(body);
      assert.equal(status, 400);
      assert.match(text, /^The body is not an activity in JSON/);
    });

  it('answers 413 to more than 256 KiB, whether it says so or not', async () => {
    const body = JSON.stringify({ ...activity, text: 'x'.repeat(256 * 1024) });
    const { status, text } = await endpoint.post(body);
    assert.equal(status, 413);
    assert.match(text, /262144 bytes/);
    const chunked = await fetch(endpoint.url, { method: 'POST', body: new Blob([body]).stream(), duplex: 'half' });
    assert.equal(chunked.status, 413);
  });

  it('gives the oldest up where too many are being sent, and takes the newest', async () => {
    const { port, hostname } = new URL(endpoint.url);
    const answers: string[] = [];
    const sockets = Array.from({ length: 100 }, () => {
      const socket = connect(Number(port), hostname).on('error', () => undefined);
      socket.on('data', data => answers.push(String(data)));
      socket.write('POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n{');
      return socket;
    });
    const cut = sockets.slice(0, 36).map(socket => once(socket, 'close'));
    const others = sockets.slice(36).map(socket => once(socket, 'connect'));
    await Promise.all([...cut, ...others]);
    assert.ok(answers.every(answer => answer.startsWith('HTTP/1.1 408')));
    assert.equal((await endpoint.post({ ...activity, serviceUrl: 'http://localhost:1' })).status, 200);
    for (const socket of sockets) socket.destroy();
  });

  it('reads a list of members in no time', () => {
    const list = { ...activity, membersAdded: null };
    assertLinear(
      'members',
      n => ({ ...list, membersAdded: Array(n).fill({}), membersRemoved: Array(n).fill({ id: 'a' }) }),
      one => activitySchema.parse(one),
      4_000,
    );
    const { membersAdded } = activitySchema.parse({ ...list, membersAdded: [null, {}, { id: 1 }, { id: 'a', b: 1 }] });
    assert.deepEqual(membersAdded, [{ id: 'a' }]);
  });

  for (const type of ['message', 'invoke'])
    it(`answers 500 without details to a fault of our own, which the log has (${type})`, async () => {
      endpoint.failWith(new Error('the disk is full'));
      const { status, text } = await endpoint.post({ ...activity, type, serviceUrl: 'http://localhost:1' });
      assert.equal(status, 500);
      assert.doesNotMatch(text, /disk|at .*\.ts/);
      assert.deepEqual(
        endpoint.logged.map(({ level }) => level),
        ['error'],
      );
    });

  it('never answers 5xx to any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.record({ type: fc.jsonValue(), channelData: fc.jsonValue(), membersAdded: fc.jsonValue() }),
        async (any, fields) => {
          for (const body of [any, { ...activity, serviceUrl: 'http://localhost:1', ...fields }])
            assert.ok((await endpoint.post(body)).status < 500);
        },
      ),
      { numRuns: 50 },
    );
  });
});
