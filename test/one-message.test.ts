import assert from 'node:assert/strict';
import type { FaultRule } from '../playground/control/faults.ts';
import { type Connected, type Installation, install } from './support/installation.ts';
import { postedText } from './support/load.ts';
import { postJson } from './support/post.ts';

/** What Teams does with one message, each time that it comes. */
const faults: Record<string, FaultRule['action']> = {
  'refused with 429': { status: 429, headers: { 'Retry-After': '1' } },
  'refused with 503': { status: 503 },
  'refused with 502': { status: 502 },
  'refused with 412': { status: 412 },
  'cut before': { cut: 'before' },
  'cut after': { cut: 'after' },
  'cut within': { cut: 'within' },
  'answered with a page': { status: 200, body: '<html>Log in to the network</html>', after: true },
};

describe('one message that Teams fails on, each time', function () {
  this.timeout(60_000);
  let installation: Installation;
  before(async () => {
    installation = await install();
  });
  after(() => installation.close());

  it('stops nobody else in its channel, in the order of each connection; a 2xx counts as posted', async () => {
    const { playground, store } = installation;
    const channelId = playground.world.channels[1]?.id ?? '';
    const names = [...Object.keys(faults), 'healthy'];
    const connected = await installation.connect(...names.map(name => ({ name, channelId })));
    playground.faults.add(
      ...Object.entries(faults).map(([name, action]) => ({ match: { method: 'POST', contains: `${name} 1` }, action })),
    );
    const post = async ({ name, urls }: Connected, number: number) => {
      const text = `${name} ${number}`;
      assert.equal((await postJson(urls.short, { summary: text, text })).body, '1');
    };
    for (let number = 1; number <= 5; number += 1) for (const one of connected) await post(one, number);

    const isPosted = (text: string) => playground.waitFor(entry => entry.worked && postedText(entry) === text);
    for (let number = 1; number <= 5; number += 1) await isPosted(`healthy ${number}`);
    for (const name of ['cut within', 'answered with a page']) await isPosted(`${name} 5`);
    const states = await store
      .selectFrom('delivery')
      .select(['summary', 'state', 'attempts'])
      .where('summary', 'in', ['cut within 1', 'answered with a page 1'])
      .execute();
    for (const { summary, state, attempts } of states) assert.deepEqual([state, attempts], ['posted', 1], summary);
    const waiting = await store.selectFrom('delivery').select('summary').where('state', '=', 'posted').execute();
    for (const name of ['refused with 429', 'refused with 503', 'refused with 502', 'refused with 412', 'cut before'])
      assert.ok(!waiting.some(({ summary }) => summary.startsWith(name)), `${name}: something went before its first`);
  });
});
