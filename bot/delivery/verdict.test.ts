import assert from 'node:assert/strict';
import type { Failed } from './destination.ts';
import { verdictOn } from './verdict.ts';

const failed = (changes: Partial<Failed>): Failed => ({
  posted: false,
  status: undefined,
  code: undefined,
  retryAfter: undefined,
  sent: true,
  error: 'failed',
  ...changes,
});
const waitAfter = (changes: Partial<Failed>, attempts = 1, random = 0.5) => {
  const verdict = verdictOn(failed(changes), attempts, random);
  return verdict.next === 'try again' ? verdict.after : verdict.next;
};

describe('verdictOn', () => {
  it('tries again what may pass: 401, 412, 429, 500, 502, 503, 504 and no answer', () => {
    for (const status of [401, 412, 429, 500, 502, 503, 504, undefined])
      assert.equal(verdictOn(failed({ status }), 1, 0).next, 'try again', String(status));
  });

  it('suspends where the bot cannot reach the channel: 403 and 404', () => {
    for (const status of [403, 404]) assert.deepEqual(verdictOn(failed({ status }), 1, 0), { next: 'suspend' });
  });

  it('lays aside what would fail again: 400, 413 and other refusals', () => {
    for (const status of [400, 405, 413, 422])
      assert.deepEqual(verdictOn(failed({ status }), 1, 0), { next: 'dead letter' });
  });

  it('waits twice as long after each attempt, five minutes at most', () => {
    assert.equal(waitAfter({ status: 500 }, 1, 1), 1_000);
    assert.equal(waitAfter({ status: 500 }, 2, 1), 2_000);
    assert.equal(waitAfter({ status: 500 }, 5, 1), 16_000);
    assert.equal(waitAfter({ status: 500 }, 500, 1), 300_000);
    assert.equal(waitAfter({ status: 500 }, 5, 0), 8_000);
  });

  it('waits as long as it is told, and an hour at most', () => {
    assert.equal(waitAfter({ status: 429, retryAfter: 7_000 }, 1, 0), 7_000);
    assert.equal(waitAfter({ status: 429, retryAfter: 1e12 }, 1, 0), 3_600_000);
  });

  it('counts a possible duplicate only where the card may have reached the channel', () => {
    const possible = (changes: Partial<Failed>) => {
      const verdict = verdictOn(failed(changes), 1, 0);
      return verdict.next === 'try again' && verdict.possibleDuplicate;
    };
    assert.ok(possible({ sent: true }));
    assert.ok(possible({ status: 504 }));
    assert.ok(!possible({ sent: false }));
    assert.ok(!possible({ status: 429 }));
    assert.ok(!possible({ status: 503 }));
  });

  it('holds the whole channel where the answer concerns it, else the connection alone', () => {
    const hold = (status: number | undefined) => {
      const verdict = verdictOn(failed({ status }), 1, 0);
      return verdict.next === 'try again' && verdict.hold;
    };
    assert.equal(hold(429), 'channel');
    assert.equal(hold(undefined), 'channel');
    assert.equal(hold(500), 'connection');
  });
});
