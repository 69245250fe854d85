import assert from 'node:assert/strict';
import { perTurn } from './batch.ts';

describe('perTurn', () => {
  it('does everything that is asked for in one turn at once, in its order', async () => {
    const batches: number[][] = [];
    const double = perTurn(async (items: number[]) => {
      batches.push(items);
      return items.map(item => item * 2);
    });
    assert.deepEqual(await Promise.all([double(1), double(2), double(3)]), [2, 4, 6]);
    assert.equal(await double(4), 8);
    assert.deepEqual(batches, [[1, 2, 3], [4]]);
  });

  it('begins a batch only when the one before has ended', async () => {
    let open = 0;
    const run = perTurn(async (items: number[]) => {
      open += 1;
      assert.equal(open, 1);
      await new Promise(setImmediate);
      open -= 1;
      return items;
    });
    const first = run(1);
    await new Promise(setImmediate);
    assert.deepEqual(await Promise.all([first, run(2), run(3)]), [1, 2, 3]);
  });

  it('lets one bad item fail alone', async () => {
    const run = perTurn(async (items: number[]) => {
      if (items.includes(2)) throw new Error('two');
      return items;
    });
    const results = await Promise.allSettled([run(1), run(2), run(3)]);
    assert.deepEqual(
      results.map(result => result.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
  });
});
