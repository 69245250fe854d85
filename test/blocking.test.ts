import assert from 'node:assert/strict';
import { blockedBy } from './support/event-loop.ts';
import { type Connected, type Installation, install } from './support/installation.ts';
import { postedText } from './support/load.ts';
import {
  forms,
  largeShapes,
  lenientBodies,
  type NastyBody,
  oddBytes,
  rawStrings,
  repeatedFragments,
  secrets,
} from './support/nasty-bodies.ts';
import { send } from './support/post.ts';

/** How long nobody else may be held up by one request, in milliseconds. */
const longest = 100;
/** A collection of garbage or a busy machine may fall upon one run, what the body does comes again in each. */
const tries = 24;

describe('a body that was made to be slow', function () {
  this.timeout(480_000);
  let installation: Installation;
  let connected: Connected;

  before(async () => {
    installation = await install();
    const [, builds] = installation.playground.world.channels;
    const [made] = await installation.connect({ name: 'a', channelId: builds?.id ?? '' });
    assert.ok(made);
    connected = made;
    // Compiled before it is measured.
    for (const body of lenientBodies()) await sendAndPost(body);
  });
  after(() => installation.close());

  /** Resolves when the answer has come and, where the message was accepted, its card too. */
  async function sendAndPost({ name, body, contentType = 'application/json' }: NastyBody): Promise<void> {
    const { playground } = installation;
    const last = playground.record.entries().at(-1)?.seq ?? 0;
    const answer = await send(connected.urls.short, { body, headers: { 'content-type': contentType } });
    assert.ok([200, 400].includes(answer.status), `${name}: ${answer.status} ${answer.body}`);
    if (answer.status !== 200) return;
    const entry = await playground.waitFor(one => one.seq > last && postedText(one) !== undefined);
    assert.deepEqual(entry.violations, [], name);
  }

  /** The names of those that hold the event loop up in every try, and for how long. */
  async function slow(bodies: NastyBody[]): Promise<string[]> {
    const found: string[] = [];
    for (const body of bodies) {
      let best = Number.POSITIVE_INFINITY;
      for (let left = tries; left > 0 && best >= longest; left -= 1)
        best = Math.min(best, await blockedBy(installation.service().url, () => sendAndPost(body)));
      if (best >= longest) found.push(`${body.name}: ${Math.round(best)} ms`);
    }
    return found;
  }

  it('as one fragment again and again holds nobody up', async () => {
    assert.deepEqual(await slow(repeatedFragments()), []);
  });

  it('as many things, or things within things, holds nobody up', async () => {
    assert.deepEqual(await slow(largeShapes()), []);
  });

  it('for the lenient parser holds nobody up', async () => {
    assert.deepEqual(await slow(lenientBodies()), []);
  });

  it('as a form holds nobody up', async () => {
    assert.deepEqual(await slow(forms()), []);
  });

  it('with strings that are not quite JSON holds nobody up', async () => {
    assert.deepEqual(await slow(rawStrings()), []);
  });

  it('with many secrets in it holds nobody up', async () => {
    assert.deepEqual(await slow(secrets()), []);
  });

  it('as odd bytes holds nobody up', async () => {
    assert.deepEqual(await slow(oddBytes()), []);
  });
});
