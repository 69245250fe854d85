import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { FaultRule } from '../playground/control/faults.ts';
import type { RecordEntry } from '../playground/control/record.ts';
import { type Installation, install } from './support/installation.ts';
import { type Load, postedText, startLoad } from './support/load.ts';
import { seededRandom } from './support/random.ts';
import { temporaryDirectory } from './support/service.ts';

const rounds = 20;
/** How often a row was marked as being sent when the service was killed: after that, nobody knows whether it was. */
type CutOff = Map<string, number>;

const stages = ['before 1', 'between 1 and the send', 'during the send', 'before the outcome is written'] as const;
type Stage = (typeof stages)[number];

/** Waits until the service is in a stage. */
async function reach(stage: Stage, { playground }: Installation, load: Load, some: number): Promise<void> {
  const last = playground.record.entries().at(-1)?.seq ?? 0;
  const next = (outcome: string) => (entry: RecordEntry) => entry.seq > last && entry.outcome === outcome;
  const fault = (action: FaultRule['action']) => playground.faults.add({ match: { method: 'POST' }, action });
  switch (stage) {
    case 'before 1':
      return load.requests(some);
    case 'between 1 and the send':
      // While a channel's send hangs, what comes for it piles up behind it.
      fault({ hang: 'before' });
      await playground.record.waitFor(next('hung'), 3);
      return load.replies(some);
    case 'during the send':
      fault({ hang: 'before' });
      await playground.record.waitFor(next('hung'), 1 + (some % 3));
      return;
    case 'before the outcome is written':
      if (some % 2 === 0) fault({ hang: 'after' });
      await playground.waitFor(next(some % 2 === 0 ? 'hung-after' : 'done'));
  }
}

/** Counts what was cut off in each stage, from what the killed service left on disk and what the senders know. */
async function examine(installation: Installation, underWay: string[], cutOff: CutOff, seen: Map<Stage, number>) {
  const count = (stage: Stage, found: boolean) => seen.set(stage, (seen.get(stage) ?? 0) + (found ? 1 : 0));
  const rows = await installation.store
    .selectFrom('delivery')
    .select(['summary', 'state'])
    .where('finished_at', 'is', null)
    .execute();
  const stored = new Set(rows.map(row => row.summary));
  const posted = new Set(postsOf(installation).map(postedText));
  const sending = rows.filter(row => row.state === 'sending').map(row => row.summary);
  count(
    'before 1',
    underWay.some(text => !stored.has(text) && !posted.has(text)),
  );
  count(
    'between 1 and the send',
    rows.some(row => row.state === 'waiting'),
  );
  count(
    'during the send',
    sending.some(text => !posted.has(text)),
  );
  count(
    'before the outcome is written',
    sending.some(text => posted.has(text)),
  );
  for (const text of sending) cutOff.set(text, (cutOff.get(text) ?? 0) + 1);
}

/** What stands in the channels because of the load. */
const postsOf = ({ playground }: Installation) =>
  playground.record.entries().filter(entry => entry.worked && / \d+$/.test(postedText(entry) ?? ''));

describe('the service, killed at any moment', function () {
  this.timeout(480_000);
  const seed = Number(process.env.CRASH_SEED ?? randomInt(2 ** 31));
  const random = seededRandom(seed);
  const cutOff: CutOff = new Map();
  const seen = new Map<Stage, number>();
  let installation: Installation;
  let compileCache: string;
  let load: Load;

  before(async () => {
    console.log(`      seed ${seed}: CRASH_SEED=${seed} repeats it`);
    // Node's cache of compiled modules is written when a process ends in peace; with it, each start is faster.
    compileCache = temporaryDirectory();
    installation = await install({}, { NODE_COMPILE_CACHE: compileCache });
    await installation.service().stop();
    await installation.restart();
    const [, builds, alerts] = installation.playground.world.channels.map(channel => channel.id);
    assert.ok(builds && alerts);
    const general = installation.playground.world.team.id;
    const connected = await installation.connect(
      { name: 'one', channelId: builds },
      { name: 'two', channelId: builds },
      { name: 'three', channelId: alerts },
      { name: 'parallel', channelId: general },
    );
    const parallel = connected.filter(({ name }) => name === 'parallel');
    load = startLoad([...connected, ...parallel, ...parallel]);
  });
  after(async () => {
    await installation.close();
    rmSync(compileCache, { recursive: true });
  });

  it('waits for the disk with each commit', () => {
    const opened = installation.service().logged.find(line => line.includes('the store is open'));
    const { journalMode, synchronous } = JSON.parse(opened ?? '{}');
    assert.deepEqual({ journalMode, synchronous }, { journalMode: 'wal', synchronous: 2 });
  });

  it(`starts again ${rounds} times`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const stage = stages[round % stages.length] ?? 'before 1';
      await reach(stage, installation, load, random.between(1, 12));
      for (let turns = random.between(0, 8); turns > 0; turns -= 1) await setImmediate();
      const underWay = load.sent.flatMap(message => (message.underWay ? [message.text] : []));
      const dead = installation.kill();
      installation.playground.faults.clear();
      await dead;
      await examine(installation, underWay, cutOff, seen);
      await installation.restart();
      load.goOn();
      await load.replies(random.between(1, 20));
    }
    for (const stage of stages) assert.ok((seen.get(stage) ?? 0) >= 3, `${stage}: seen ${seen.get(stage)} times`);
  });

  it('posts every message that got its 1', async () => {
    await load.end();
    const accepted = load.sent.filter(({ reply }) => reply !== undefined);
    for (const { text, reply } of accepted) assert.equal(`${text}: ${reply}`, `${text}: 200 1`);
    await installation.posted();
    const posted = new Set(postsOf(installation).map(postedText));
    assert.deepEqual(
      accepted.flatMap(({ text }) => (posted.has(text) ? [] : [text])),
      [],
    );
    assert.equal(await installation.service().stop(), 0);
  });

  it('posts nothing that nobody sent', () => {
    const sent = new Set(load.sent.map(({ text }) => text));
    assert.deepEqual(
      postsOf(installation).filter(entry => !sent.has(postedText(entry) ?? '')),
      [],
    );
  });

  it('posts the messages of a sender in their order, and one at a time in each channel', () => {
    const latest = new Map<string, number>();
    const known = new Set<string>();
    for (const text of postsOf(installation).map(entry => postedText(entry) ?? '')) {
      const [name = '', number] = text.split(' ');
      if (known.has(text) || name === 'parallel') continue;
      known.add(text);
      assert.ok(Number(number) > (latest.get(name) ?? 0), `${text} came after ${name} ${latest.get(name)}`);
      latest.set(name, Number(number));
    }
    assert.deepEqual(installation.playground.record.violations(), []);
  });

  it('counts as possible duplicates what was being sent, and posts nothing else twice', async () => {
    const rows = await installation.store
      .selectFrom('delivery')
      .select(['summary', 'possible_duplicates'])
      .where('connection_id', 'is not', null)
      .execute();
    const counted = rows.filter(row => row.possible_duplicates > 0).map(row => [row.summary, row.possible_duplicates]);
    assert.deepEqual(new Map(counted.map(([summary, times]) => [String(summary), Number(times)])), cutOff);
    const posts = Map.groupBy(postsOf(installation), entry => postedText(entry) ?? '');
    for (const [text, entries] of posts)
      assert.ok(entries.length <= 1 + (cutOff.get(text) ?? 0), `${text} stands there ${entries.length} times`);
  });
});
