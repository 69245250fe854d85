import assert from 'node:assert/strict';
import { median, quantile } from './statistics.ts';
import { markdownTable } from './table.ts';

describe('quantile', () => {
  it('answers the value that the share of all values does not exceed', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    assert.equal(quantile(values, 0.99), 198);
    assert.equal(quantile(values, 1), 200);
    assert.equal(quantile(values, 0), 1);
    assert.equal(median([3, 1, 2]), 2);
    assert.throws(() => median([]));
  });
});

describe('markdownTable', () => {
  it('pads its columns, names to the left and numbers to the right', () => {
    const table = markdownTable(['', 'a second'], [['bare', '12,345']]);
    assert.equal(table, ['|      | a second |', '| ---- | -------: |', '| bare |   12,345 |'].join('\n'));
  });
});
