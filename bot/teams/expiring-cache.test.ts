import assert from 'node:assert/strict';
import { createExpiringCache, type ExpiringCache } from './expiring-cache.ts';

describe('an expiring cache', () => {
  let now: number;
  let asked: number;
  let cache: ExpiringCache<number>;
  beforeEach(() => {
    now = 1000;
    asked = 0;
    cache = createExpiringCache(60, () => now);
  });
  const count = async () => ++asked;

  it('asks anew when the time is over, for each key by itself', async () => {
    assert.deepEqual([await cache.get('a', count), await cache.get('b', count)], [1, 2]);
    now += 59;
    assert.equal(await cache.get('a', count), 1);
    now += 1;
    assert.deepEqual([await cache.get('a', count), await cache.get('a', count)], [3, 3]);
  });

  it('says what is there already, until its time is over', async () => {
    const asking = cache.get('a', count);
    assert.equal(cache.kept('a'), undefined);
    await asking;
    assert.deepEqual([cache.kept('a'), cache.kept('b')], [1, undefined]);
    now += 60;
    assert.equal(cache.kept('a'), undefined);
  });

  it('gives those who ask at the same time one answer, or one error, which is not kept', async () => {
    const fail = () => Promise.reject(new Error(`failed ${++asked}`));
    const errors = await Promise.all([1, 2].map(() => cache.get('a', fail).catch((error: Error) => error.message)));
    assert.deepEqual(errors, ['failed 1', 'failed 1']);
    assert.equal(await cache.get('a', count), 2);
  });

  it('does not lose a new answer to an old error that comes late', async () => {
    let fail = (_error: Error): void => {};
    const late = new Promise<number>((_, reject) => {
      fail = reject;
    });
    const first = cache.get('a', () => late);
    now += 60;
    assert.equal(await cache.get('a', count), 1);
    fail(new Error('late'));
    await assert.rejects(first, /late/);
    assert.equal(await cache.get('a', count), 1);
  });

  it('keeps nothing from the future, when the clock is set back', async () => {
    await cache.get('a', count);
    now -= 10_000;
    assert.equal(await cache.get('a', count), 2);
  });
});
