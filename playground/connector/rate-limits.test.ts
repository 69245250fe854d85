import assert from 'node:assert/strict';
import fc from 'fast-check';
import { startPlayground } from '../playground.ts';
import { codeOf, createThread, fakeClock, message } from '../testing.ts';
import { createRateLimits } from './rate-limits.ts';
import { TeamsError } from './teams-error.ts';

/** How many of the requests, made at these times, are taken. */
function taken(times: number[], thread?: (index: number) => string): number {
  let now = 0;
  const limits = createRateLimits(() => now);
  return times.filter((time, index) => {
    now = time;
    try {
      limits.take('write', thread?.(index) ?? 'one');
      return true;
    } catch (error) {
      assert.ok(error instanceof TeamsError && error.status === 429);
      return false;
    }
  }).length;
}

const each = (count: number, step: number): number[] => Array.from({ length: count }, (_, index) => index * step);

describe('the rate limits', () => {
  it('take 7 in a second and 8 in two for one thread', () => {
    assert.equal(taken(each(20, 10)), 7);
    assert.equal(taken([...each(7, 10), 1_100, 1_200]), 8);
  });

  it('take 60 in 30 seconds and 1,800 in an hour', () => {
    assert.equal(taken(each(75, 400)), 60);
    assert.equal(taken(each(3_600, 1_000)), 1_800);
  });

  it('take 50 a second for the tenant, over all threads', () => {
    assert.equal(
      taken(each(100, 1), index => `thread ${index}`),
      50,
    );
  });

  it('say when the next request is due, and take it then', async () => {
    const clock = fakeClock();
    const playground = await startPlayground({ rateLimits: true, clock });
    const send = () => createThread(playground, message('a'));
    for (let count = 0; count < 7; count += 1) assert.equal((await send()).status, 201);
    const refused = await send();
    assert.equal(codeOf(refused), '429 Throttled');
    assert.equal(refused.headers.get('retry-after'), '1');
    clock.advance(300);
    assert.equal((await send()).headers.get('retry-after'), '1');
    clock.advance(700);
    assert.equal((await send()).status, 201);
    assert.equal((await send()).headers.get('retry-after'), '1');
    assert.deepEqual(
      playground.record.violations().map(({ rule }) => rule),
      ['rate', 'rate', 'rate'],
    );
    await playground.close();
  });

  it('never take more than a window allows, whenever the requests come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 150 }), steps => {
        let now = 0;
        const limits = createRateLimits(() => now);
        const accepted: number[] = [];
        for (const step of steps) {
          now += step;
          try {
            limits.take('write', 'one');
            accepted.push(now);
          } catch {}
        }
        for (const [requests, milliseconds] of [
          [7, 1_000],
          [8, 2_000],
          [60, 30_000],
        ] as const) {
          for (const start of accepted) {
            const inside = accepted.filter(time => time >= start && time < start + milliseconds);
            assert.ok(inside.length <= requests);
          }
        }
      }),
    );
  });
});
