import assert from 'node:assert/strict';
import type { Failed } from './destination.ts';
import { mostFailedAlone, type Situation, verdictOn } from './verdict.ts';

const failed = (changes: Partial<Failed>): Failed => ({
  posted: false,
  status: undefined,
  code: undefined,
  retryAfter: undefined,
  sent: true,
  error: 'failed',
  ...changes,
});
const situation = (changes: Partial<Situation> = {}): Situation => ({
  attempts: 1,
  channelFailures: 1,
  seemsAlone: false,
  channelIsBusy: false,
  failedAlone: 0,
  tenantWorks: false,
  secondLook: false,
  random: 0,
  ...changes,
});
const waitAfter = (changes: Partial<Failed>, attempts = 1, random = 0.5) => {
  const verdict = verdictOn(failed(changes), situation({ attempts, channelFailures: attempts, random }));
  return verdict.next === 'try again' ? verdict.after : verdict.next;
};

describe('verdictOn', () => {
  it('tries again what may pass: 401, 412, 429, 500, 502, 503, 504 and no answer', () => {
    for (const status of [401, 412, 429, 500, 502, 503, 504, undefined])
      assert.equal(verdictOn(failed({ status }), situation()).next, 'try again', String(status));
  });

  it('looks a second time where the bot cannot reach the channel, 403 and 404, and then suspends', () => {
    for (const status of [403, 404]) {
      const first = verdictOn(failed({ status }), situation());
      assert.ok(first.next === 'try again' && first.hold === 'connection' && first.secondLook);
      assert.deepEqual(verdictOn(failed({ status }), situation({ secondLook: true })), { next: 'suspend' });
    }
  });

  it('lays aside what would fail again: 400, 413 and other refusals', () => {
    for (const status of [400, 405, 413, 422])
      assert.deepEqual(verdictOn(failed({ status }), situation()), { next: 'dead letter', alone: false });
  });

  it('waits twice as long after each attempt, five minutes at most', () => {
    assert.equal(waitAfter({ status: 500 }, 1, 1), 1_000);
    assert.equal(waitAfter({ status: 500 }, 2, 1), 2_000);
    assert.equal(waitAfter({ status: 500 }, 5, 1), 16_000);
    assert.equal(waitAfter({ status: 500 }, 500, 1), 300_000);
    assert.equal(waitAfter({ status: 500 }, 5, 0), 8_000);
  });

  it('lets a whole channel wait for a minute at most of its own accord', () => {
    assert.equal(waitAfter({ status: 503 }, 5, 1), 16_000);
    assert.equal(waitAfter({ status: 503 }, 500, 1), 60_000);
  });

  it('holds only the connection of what fails alone, longer each time, and gives it up in the end', () => {
    for (const status of [429, 500, 503, undefined]) {
      const waits: number[] = [];
      for (let failedAlone = 0; failedAlone < mostFailedAlone - 1; failedAlone += 1) {
        const verdict = verdictOn(failed({ status }), situation({ seemsAlone: true, failedAlone, random: 1 }));
        assert.ok(verdict.next === 'try again' && verdict.hold === 'connection' && verdict.failedAlone);
        waits.push(verdict.after / 1000);
      }
      assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256]);
      const last = verdictOn(failed({ status }), situation({ seemsAlone: true, failedAlone: mostFailedAlone - 1 }));
      assert.deepEqual(last, { next: 'dead letter', alone: true });
    }
  });

  it('blames nothing for a 429 in a channel that is busy, as it may be at its limit', () => {
    const busy = situation({ seemsAlone: true, channelIsBusy: true });
    const verdict = verdictOn(failed({ status: 429, retryAfter: 3_000 }), busy);
    assert.ok(verdict.next === 'try again' && !verdict.judged && !verdict.failedAlone);
    assert.deepEqual([verdict.hold, verdict.after], ['connection', 3_000]);
    const other = verdictOn(failed({ status: 503 }), busy);
    assert.ok(other.next === 'try again' && other.judged && other.failedAlone);
  });

  it('waits until something is posted where nothing was, but as long as Teams asks where it asks', () => {
    const untilWorks = (changes: Partial<Failed>, tenantWorks = false) => {
      const verdict = verdictOn(failed(changes), situation({ tenantWorks }));
      return verdict.next === 'try again' && verdict.untilWorks;
    };
    assert.ok(untilWorks({ status: 503 }));
    assert.ok(untilWorks({ status: 502 }));
    assert.ok(!untilWorks({ status: 503, retryAfter: 30_000 }));
    assert.ok(!untilWorks({ status: 503 }, true));
    assert.ok(!untilWorks({ status: 404 }));
  });

  it('waits as long as it is told, and an hour at most', () => {
    assert.equal(waitAfter({ status: 429, retryAfter: 7_000 }, 1, 0), 7_000);
    assert.equal(waitAfter({ status: 429, retryAfter: 1e12 }, 1, 0), 3_600_000);
  });

  it('counts a possible duplicate only where the card may have reached the channel', () => {
    const possible = (changes: Partial<Failed>) => {
      const verdict = verdictOn(failed(changes), situation());
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
      const verdict = verdictOn(failed({ status }), situation());
      return verdict.next === 'try again' && verdict.hold;
    };
    assert.equal(hold(429), 'channel');
    assert.equal(hold(undefined), 'channel');
    assert.equal(hold(500), 'connection');
  });
});
