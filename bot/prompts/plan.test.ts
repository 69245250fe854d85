import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Open, planPrompt, reminders, type Stage, type Told } from './plan.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Looks at these times, at what is open then; answers what came due. */
function play(looks: readonly number[], openAt: (now: number) => Open[]) {
  const given: { at: number; stage: Stage; post: 'new' | 'in place' }[] = [];
  let told: Told | undefined;
  for (const now of looks) {
    const plan = planPrompt(now, openAt(now), told);
    if (told || plan.due) told = plan.told;
    if (plan.due) given.push({ at: now, ...plan.due });
  }
  return given;
}

const hourly = (from: number, to: number) => Array.from({ length: (to - from) / hour + 1 }, (_, i) => from + i * hour);
const month: Open = { since: 0, deadline: 30 * day };

describe('the plan of a prompt', () => {
  it('reminds at half time, seven days, one day and at the deadline; the last two anew', () => {
    assert.deepEqual(
      play(hourly(0, 40 * day), () => [month]),
      [
        { at: 0, stage: 'first', post: 'new' },
        { at: 15 * day, stage: 'half time', post: 'in place' },
        { at: 23 * day, stage: 'seven days', post: 'in place' },
        { at: 29 * day, stage: 'one day', post: 'new' },
        { at: 30 * day, stage: 'deadline', post: 'new' },
      ],
    );
  });

  it('has fewer reminders where the deadline is near', () => {
    const stages = (length: number) => reminders({ since: 0, deadline: length }).map(({ stage }) => stage);
    assert.deepEqual(stages(24 * hour), ['half time', 'deadline']);
    assert.deepEqual(stages(2 * hour), ['deadline']);
    assert.deepEqual(stages(10 * day), ['seven days', 'half time', 'one day', 'deadline']);
    assert.deepEqual(stages(14 * day), ['seven days', 'one day', 'deadline']);
  });

  it('says nothing once nothing is open', () => {
    const given = play(hourly(0, 40 * day), now => (now < 20 * day ? [month] : []));
    assert.deepEqual(
      given.map(({ stage }) => stage),
      ['first', 'half time'],
    );
  });

  it('makes one of what was missed', () => {
    const given = play([0, 29.5 * day, 29.6 * day, 31 * day], () => [month]);
    assert.deepEqual(
      given.map(({ at, stage }) => [at / day, stage]),
      [
        [0, 'first'],
        [29.5, 'one day'],
        [31, 'deadline'],
      ],
    );
    assert.deepEqual(
      play([35 * day, 36 * day], () => [month]),
      [{ at: 35 * day, stage: 'deadline', post: 'new' }],
    );
  });

  it('tells at once of a deadline that is nearer, and then goes on with the other', () => {
    const leak: Open = { since: 5 * day, deadline: 6 * day };
    const given = play(hourly(0, 16 * day), now => (now >= 5 * day && now < 5.9 * day ? [month, leak] : [month]));
    assert.deepEqual(
      given.map(({ at, stage, post }) => [at / day, stage, post]),
      [
        [0, 'first', 'new'],
        [5, 'first', 'new'],
        [5.5, 'half time', 'in place'],
        [15, 'half time', 'in place'],
      ],
    );
  });

  it('tells of what comes up after everything was done, or after the deadline', () => {
    const later: Open = { since: 40 * day, deadline: 41 * day };
    for (const rest of [[], [month]]) {
      const given = play(hourly(0, 42 * day), now =>
        now < 20 * day ? [month] : now < 40 * day ? rest : [...rest, later],
      );
      assert.deepEqual(
        given.filter(({ at }) => at >= 31 * day).map(({ at, stage, post }) => [at / day, stage, post]),
        [
          [40, 'first', 'new'],
          [40.5, 'half time', 'in place'],
          [41, 'deadline', 'new'],
        ],
      );
    }
  });

  it('gives each reminder of a deadline once, whenever it is looked at and whatever opens and closes', () => {
    const span = fc.record({
      since: fc.integer({ min: 0, max: 40 }),
      length: fc.constantFrom(0.1, 1, 3, 10, 30),
      open: fc.integer({ min: 1, max: 50 }),
    });
    const times = fc.array(fc.double({ min: 0, max: 90, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 4 }), times, (spans, looks) => {
        const openAt = (now: number): Open[] =>
          spans
            .filter(({ since, open }) => now >= since * day && now < (since + open) * day)
            .map(({ since, length }) => ({ since: since * day, deadline: (since + length) * day }));
        let told: Told | undefined;
        const seen = new Set<string>();
        for (const now of looks.map(time => time * day).sort((a, b) => a - b)) {
          const open = openAt(now);
          const plan = planPrompt(now, open, told);
          if (plan.due) {
            assert.ok(open.length > 0, 'nobody is reminded of what is done');
            const ahead = Math.min(...open.map(({ deadline }) => deadline).filter(deadline => deadline > now));
            const key = `${plan.due.stage} ${plan.due.stage === 'deadline' ? now : ahead}`;
            if (plan.due.stage !== 'first') assert.ok(!seen.has(key), key);
            seen.add(key);
          } else if (!told) assert.equal(open.length, 0, 'the first look tells of what is open');
          if (told || plan.due) {
            told = plan.told;
            assert.equal(planPrompt(now, open, told).due, undefined, 'a second look at the same time says nothing');
            assert.ok(told.nextAt === null || told.nextAt > now);
            const isAhead = open.some(({ deadline }) => deadline > now);
            assert.equal(told.nextAt !== null, isAhead, 'as long as a deadline lies ahead, something is still to come');
          }
        }
      }),
    );
  });
});
