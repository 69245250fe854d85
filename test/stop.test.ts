import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Installation, install } from './support/installation.ts';
import { postedText, startLoad } from './support/load.ts';

describe('the service, stopped with SIGTERM under load', function () {
  this.timeout(60_000);
  let installation: Installation;
  before(async () => {
    installation = await install();
  });
  after(() => installation.close());

  it('answers what is under way, posts nothing twice and ends with 0', async () => {
    const { playground, store } = installation;
    const [, builds, alerts] = playground.world.channels.map(channel => channel.id);
    assert.ok(builds && alerts);
    const connected = await installation.connect(
      { name: 'one', channelId: builds },
      { name: 'two', channelId: builds },
      { name: 'three', channelId: alerts },
      { name: 'slow', channelId: alerts },
    );
    const load = startLoad(connected.filter(({ name }) => name !== 'slow'));
    await load.replies(30);

    // Whoever was told to go on with the body is under way without doubt.
    const slow = connected.find(({ name }) => name === 'slow');
    const begun = await Promise.all(Array.from({ length: 8 }, () => begin(slow?.urls.short ?? '')));
    const stopped = installation.service().stop();
    await untilNotReady(installation.service().url);
    const answers = begun.map((one, index) => finish(one, `slow ${index}`));
    assert.deepEqual(await Promise.all(answers), Array(8).fill('200 1'));
    assert.equal(await stopped, 0);
    await load.end();

    await installation.restart();
    const sent = load.sent.filter(({ reply }) => reply !== undefined).map(({ text }) => text);
    const missing = new Set([...sent, ...begun.map((_, index) => `slow ${index}`)]);
    await playground.waitFor(entry => entry.worked && missing.delete(postedText(entry) ?? '') && missing.size === 0);
    const posts = playground.record.entries().filter(entry => entry.worked && / \d+$/.test(postedText(entry) ?? ''));
    assert.equal(new Set(posts.map(postedText)).size, posts.length);
    const duplicates = await store.selectFrom('delivery').select('id').where('possible_duplicates', '>', 0).execute();
    assert.deepEqual(duplicates, []);
  });
});

describe('the service, stopped while many senders keep their connections open', function () {
  this.timeout(60_000);
  let installation: Installation;
  before(async () => {
    installation = await install({}, { STOP_GRACE_SECONDS: '5' });
  });
  after(() => installation.close());

  it('resets none of them', async () => {
    const [, builds] = installation.playground.world.channels;
    const [connected] = await installation.connect({ name: 'many', channelId: builds?.id ?? '' });
    const url = connected?.urls.short ?? '';
    let answers = 0;
    let enough = () => {};
    const warm = new Promise<void>(resolve => {
      enough = resolve;
    });
    const senders = Array.from({ length: 64 }, () =>
      sendUntilClosed(url, () => {
        answers += 1;
        if (answers === 128) enough();
      }),
    );
    await warm;
    assert.equal(await installation.service().stop(), 0);
    assert.deepEqual(new Set(await Promise.all(senders)), new Set(['200 close']));
  });
});

/** Posts again and again on one connection; resolves with the last answer, or with the code of what broke it. */
async function sendUntilClosed(url: string, answered: () => void): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request(url, { method: 'POST', agent });
      outgoing.once('response', resolve).once('error', reject).end('{"text":"many"}');
    });
  for (;;) {
    try {
      const response = await post();
      await text(response);
      answered();
      const { connection } = response.headers;
      if (response.statusCode !== 200 || connection === 'close') return `${response.statusCode} ${connection}`;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  }
}

/** Sends the head of a request; resolves when the service asks for the body. */
async function begin(url: string): Promise<ClientRequest> {
  const outgoing = request(url, { method: 'POST', headers: { expect: '100-continue', connection: 'close' } });
  outgoing.flushHeaders();
  await once(outgoing, 'continue');
  return outgoing;
}

async function finish(outgoing: ClientRequest, text: string): Promise<string> {
  outgoing.end(JSON.stringify({ text, summary: text }));
  const [response] = await once(outgoing, 'response');
  let body = '';
  for await (const chunk of response) body += chunk;
  return `${response.statusCode} ${body}`;
}

/** Resolves when no new connection is taken. */
async function untilNotReady(url: string): Promise<void> {
  const isThere = () =>
    fetch(`${url}/readyz`, { headers: { connection: 'close' } }).then(
      answer => answer.ok,
      () => false,
    );
  while (await isThere());
}
