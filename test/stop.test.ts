import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
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
