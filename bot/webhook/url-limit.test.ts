import assert from 'node:assert/strict';
import { createLimit } from './url-limit.ts';

describe('the limit of a URL', () => {
  it('lets a burst through, then as much as a channel can take', () => {
    const limit = createLimit();
    for (let call = 0; call < 10_000; call += 1) assert.equal(limit('a', 0), 0);
    assert.equal(limit('a', 0), 1);
    const after = Array.from({ length: 8 }, () => limit('a', 1_000));
    assert.deepEqual(after, [0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('says for how many seconds to wait, and waiting that long helps', () => {
    const limit = createLimit({ burst: 1, perSecond: 0.1 });
    assert.equal(limit('a', 0), 0);
    const wait = limit('a', 4_000);
    assert.equal(wait, 6);
    assert.equal(limit('a', 4_000 + wait * 1_000), 0);
  });

  it('counts each key by itself', () => {
    const limit = createLimit({ burst: 1, perSecond: 1 });
    assert.deepEqual([limit('a', 0), limit('a', 0), limit('b', 0)], [0, 1, 0]);
  });

  it('is not confused by a clock that goes back', () => {
    const limit = createLimit({ burst: 2, perSecond: 1 });
    assert.deepEqual([limit('a', 10_000), limit('a', 0), limit('a', 0)], [0, 0, 1]);
  });

  it('forgets who was quiet for the longest time, so that its memory has an end', () => {
    const limit = createLimit({ burst: 1, perSecond: 0.001 });
    limit('first', 0);
    limit('second', 0);
    for (let key = 0; key < 99_999; key += 1) limit(String(key), 0);
    assert.deepEqual([limit('second', 0) > 0, limit('first', 0)], [true, 0]);
  });
});
