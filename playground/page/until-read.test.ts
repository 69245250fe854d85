import assert from 'node:assert/strict';
import { untilRead } from './until-read.ts';

/** Lets everything happen that waits for nothing but its turn. */
const turn = () => new Promise(resolve => setImmediate(resolve));

describe('something that is read until it is there', () => {
  it('is asked for again after each failure, and no more when it came', async () => {
    const waiting: (() => void)[] = [];
    const seen: string[] = [];
    let asked = 0;
    const read = async () => {
      asked += 1;
      if (asked < 3) throw new Error(`no ${asked}`);
      return 'yes';
    };
    untilRead(
      read,
      value => seen.push(value),
      error => seen.push(String(error)),
      then => waiting.push(then),
    );
    for (let turns = 0; turns < 5; turns += 1) {
      await turn();
      waiting.shift()?.();
    }
    assert.deepEqual(seen, ['Error: no 1', 'Error: no 2', 'yes']);
    assert.equal(asked, 3);
  });

  it('says nothing, and is not asked for again, after it was stopped', async () => {
    const waiting: (() => void)[] = [];
    const seen: unknown[] = [];
    let asked = 0;
    const note = (what: unknown) => void seen.push(what);
    const fails = () => {
      asked += 1;
      return Promise.reject(new Error('no'));
    };
    const stopAnswer = untilRead(() => Promise.resolve('late'), note, note);
    const stopRetry = untilRead(fails, note, note, then => waiting.push(then));
    stopAnswer();
    await turn();
    stopRetry();
    for (const then of waiting) then();
    await turn();
    assert.deepEqual([seen.map(String), asked], [['Error: no'], 1]);
  });
});
