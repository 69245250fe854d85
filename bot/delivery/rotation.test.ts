import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failure, setUpDelivery } from '../../test/support/delivery.ts';
import type { Failed } from './destination.ts';

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

const channels = { a: ['one', 'two', 'three'], b: ['four'] };
const connections = Object.values(channels).flat();
const connectionOf = (text: string) => text.split(' ')[0] ?? '';
const numberOf = (text: string) => Number(text.split(' ')[1]);

/** Whatever Teams may answer to a message that it would take another time. */
const passing: fc.Arbitrary<Failed> = fc.constantFrom(
  failure({ status: 429, retryAfter: 7 * second }),
  failure({ status: 429 }),
  failure({ status: 503, retryAfter: 20 * second }),
  failure({ status: 503 }),
  failure({ status: 502 }),
  failure({ status: 412 }),
  failure({ status: undefined, code: 'timeout' }),
);

type Step = { send: string; fault?: Failed } | { pass: number };
const quiet = fc.record({ pass: fc.integer({ min: 0, max: 90 * second }) });
const send = fc.record({ send: fc.constantFrom(...connections) });

/** Sends and waits as the steps say, the clock with them, and tells of each message when it came and when it stood there. */
async function play(
  steps: readonly Step[],
  script: (text: string, attempt: number, now: number) => Failed | undefined,
  random: () => number,
) {
  const rig = await setUpDelivery(channels, script, random);
  const arrived = new Map<string, number>();
  const count = new Map<string, number>();
  for (const step of steps) {
    if ('pass' in step) {
      const until = rig.clock.now + step.pass;
      await rig.settle(until);
      rig.clock.now = until;
      continue;
    }
    const number = (count.get(step.send) ?? 0) + 1;
    count.set(step.send, number);
    const text = `${step.send} ${number}`;
    arrived.set(text, rig.clock.now);
    await rig.send(step.send, text);
    await rig.settle(rig.clock.now);
  }
  await rig.settle(rig.clock.now + 2 * day);
  const rows = await rig.store.selectFrom('delivery').select(['summary', 'state']).orderBy('id').execute();
  await rig.store.destroy();
  return { arrived, posted: rig.posted, states: new Map(rows.map(row => [row.summary, row.state])) };
}

function mustBeInOrder(posted: readonly string[]): void {
  for (const name of connections) {
    const numbers = posted.filter(text => connectionOf(text) === name).map(numberOf);
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
      name,
    );
  }
}

describe('the rotation of a channel', function () {
  this.timeout(120_000);

  it('keeps the order within each connection and posts all but what fails for good, whatever happens', async () => {
    const scenario = fc.record({
      steps: fc.array(fc.oneof(send, quiet), { minLength: 1, maxLength: 30 }),
      /** By the place of a message in the order of arrival: how it fails, and how often; for ever without a number. */
      faults: fc.dictionary(
        fc.constantFrom(...connections.flatMap(name => [1, 2, 3].map(number => `${name} ${number}`))),
        fc.record({ fault: passing, times: fc.constantFrom(1, 2, 5, Number.POSITIVE_INFINITY) }),
        { maxKeys: 4 },
      ),
      outage: fc.option(fc.record({ from: fc.nat(5 * minute), lasts: fc.nat(20 * minute), fault: passing })),
      random: fc.constantFrom(0, 0.5, 1),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ steps, faults, outage, random }) => {
        const begun = 1_000_000;
        const { posted, states } = await play(
          steps,
          (text, attempt, now) => {
            const since = now - begun;
            if (outage && since >= outage.from && since < outage.from + outage.lasts) return outage.fault;
            const fault = faults[text];
            return fault && attempt <= fault.times ? fault.fault : undefined;
          },
          () => random,
        );
        mustBeInOrder(posted);
        assert.equal(new Set(posted).size, posted.length);
        for (const [text, state] of states) {
          const fails = faults[text]?.times === Number.POSITIVE_INFINITY;
          assert.equal(state, fails ? 'dead letter' : 'posted', text);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('delays others of the channel by no more than one attempt of a message that fails alone', async () => {
    const scenario = fc.record({
      steps: fc.array(fc.oneof({ weight: 2, arbitrary: send }, quiet), { minLength: 1, maxLength: 40 }),
      fault: passing,
      random: fc.constantFrom(0, 0.5, 1),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ steps, fault, random }) => {
        const tries: number[] = [];
        const postedAt = new Map<string, number>();
        const { arrived, states } = await play(
          // In the end others are posted for as long as it takes until it is given up.
          [{ send: 'one' }, ...steps, ...Array.from({ length: 25 }, () => [{ send: 'two' }, { pass: minute }]).flat()],
          (text, _, now) => {
            if (text === 'one 1') {
              tries.push(now);
              return fault;
            }
            postedAt.set(text, now);
            return undefined;
          },
          () => random,
        );
        for (const [text, at] of arrived) {
          if (connectionOf(text) === 'one') continue;
          const posted = postedAt.get(text) ?? Number.POSITIVE_INFINITY;
          const between = tries.filter(one => one > at && one < posted);
          assert.ok(between.length <= 1, `${text} came at ${at}, was posted at ${posted}; tries at ${between}`);
          assert.ok(posted - at <= minute + second, `${text} waits ${posted - at} ms`);
        }
        assert.equal(states.get('one 1'), 'dead letter');
      }),
      { numRuns: 20 },
    );
  });

  it('lets all connections through a channel with limits, none twice as often as another, and gives nothing up', async () => {
    const scenario = fc.record({
      /** So many in so many seconds. */
      most: fc.integer({ min: 1, max: 4 }),
      window: fc.integer({ min: 1, max: 30 }),
      each: fc.integer({ min: 5, max: 12 }),
      random: fc.constantFrom(0, 0.3, 1),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ most, window, each, random }) => {
        const names = channels.a;
        const taken: number[] = [];
        const rig = await setUpDelivery(
          channels,
          (_text, _attempt, now) => {
            const recent = taken.filter(at => at > now - window * second);
            const [oldest] = recent;
            if (recent.length < most || oldest === undefined) {
              taken.push(now);
              return undefined;
            }
            return failure({ status: 429, retryAfter: oldest + window * second - now });
          },
          () => random,
        );
        for (let number = 1; number <= each; number += 1)
          for (const name of names) await rig.send(name, `${name} ${number}`);
        await rig.settle();
        await rig.store.destroy();
        mustBeInOrder(rig.posted);
        assert.equal(rig.posted.length, each * names.length);
        const counts = new Map(names.map(name => [name, 0]));
        for (const text of rig.posted) {
          counts.set(connectionOf(text), numberOf(text));
          const least = Math.min(...counts.values());
          // Who was refused goes behind the others once: never more than twice as often.
          assert.ok(numberOf(text) <= 2 * least + 6, `${text} while another stands at ${least}`);
        }
      }),
      { numRuns: 15 },
    );
  });
});
