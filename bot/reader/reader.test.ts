import assert from 'node:assert/strict';
import { join } from 'node:path';
import { builtInConnectors } from '../catalogue/built-in.ts';
import { readConnector } from '../catalogue/connector-folder.ts';
import { createReceivingConnectorFinder, type ReceivingConnector } from '../catalogue/find-receiving-connector.ts';
import { readAtOnce } from './message-reader.ts';
import { createReader, type Reader } from './reader.ts';

describe('reading bodies and feeds', function () {
  this.timeout(60_000);
  const faults: object[] = [];
  const problems: object[] = [];
  let reader: Reader;
  let incoming: ReceivingConnector;
  let gitHub: ReceivingConnector;

  before(async () => {
    const builtIn = ['incoming-webhook', 'github'].map(id => readConnector(builtInConnectors, id));
    const find = createReceivingConnectorFinder(builtIn, { find: async () => undefined }, 'en');
    const found = await Promise.all(
      builtIn.map(({ id }) => find({ tenantId: 'a', connector: id, connectorVersion: null })),
    );
    const [first, second] = found;
    assert.ok(first && second);
    [incoming, gitHub] = [first, second];
  });
  beforeEach(() => {
    faults.length = 0;
    problems.length = 0;
    reader = createReader({ onFault: fault => faults.push(fault), onProblem: problem => problems.push(problem) });
  });
  afterEach(() => reader.close());

  /** In a buffer of its own, as a large body is. */
  const bytesOf = (text: string) => Buffer.from(new TextEncoder().encode(text).buffer);
  const context = { contentType: 'application/json', headers: {}, settings: {} };

  it('make the same of a small and of a large one, whatever the connector', async () => {
    const push = JSON.parse(sampleOf('github', 'push'));
    const cases: [ReceivingConnector, object, Record<string, string>][] = [
      [incoming, { title: 'a', text: '**b**' }, {}],
      [incoming, { nothing: 1 }, {}],
      [gitHub, push, { 'x-github-event': 'push' }],
      [gitHub, { zen: 'a' }, { 'x-github-event': 'nothing' }],
    ];
    for (const [connector, body, headers] of cases) {
      const text = JSON.stringify(body);
      const small = await reader.readMessage(connector, bytesOf(text), { ...context, headers });
      const bytes = bytesOf(text + ' '.repeat(readAtOnce));
      const large = await reader.readMessage(connector, bytes, { ...context, headers });
      assert.equal(bytes.length, 0, 'it was handed over');
      assert.deepEqual(large, small);
    }
    assert.deepEqual([faults, problems], [[], []]);
  });

  it('say what is empty or no JSON', async () => {
    assert.deepEqual(await reader.readMessage(incoming, bytesOf(' '.repeat(20_000)), context), { outcome: 'empty' });
    assert.deepEqual(await reader.readMessage(incoming, bytesOf('x'.repeat(20_000)), context), { outcome: 'not JSON' });
  });

  it('reject nobody when the service stops', async () => {
    const read = reader.readMessage(incoming, bytesOf(' '.repeat(20_000)), context);
    await reader.close();
    assert.deepEqual(await read, { outcome: 'not read', later: true });
    assert.partialDeepStrictEqual(faults, [{ connector: 'incoming-webhook', bytes: 20_000 }]);
  });

  it('read a feed, or say why not', async () => {
    const document = (text: string) => ({ bytes: bytesOf(text), contentType: null, url: 'https://a.example/' });
    const read = await reader.readFeed(document('<rss><channel><title>A feed</title></channel></rss>'));
    assert.equal(read.outcome === 'read' && read.feed.title, 'A feed');
    assert.deepEqual(await reader.readFeed(document('<html>')), { outcome: 'refused', code: 'web-page' });
  });
});

function sampleOf(connector: string, name: string): string {
  const { samples } = readConnector(builtInConnectors, connector);
  const sample = samples.find(one => one.name.startsWith(name));
  assert.ok(sample, join(connector, name));
  return sample.body;
}
