import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTooComplex } from './nesting.ts';

/** How deep a value is, the plain way. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const values = Number.POSITIVE_INFINITY;

describe('the nesting of a JSON text', () => {
  it('is that of its arrays and objects, not of brackets in its strings', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), text => {
        const depth = depthOf(JSON.parse(text));
        assert.equal(isTooComplex(text, { depth, values }), false);
        assert.equal(isTooComplex(text, { depth: depth - 1, values }), depth > 0);
      }),
    );
    assert.equal(isTooComplex('["[[\\"[[", "\\\\", [1]]', { depth: 2, values }), false);
  });

  it('has a number of values in it', () => {
    for (const [text, count] of [
      ['1', 1],
      ['[1,",",{"a":1}]', 5],
      ['[1,2,3]', 4],
    ] as const) {
      assert.equal(isTooComplex(text, { depth: 9, values: count }), false, text);
      assert.equal(isTooComplex(text, { depth: 9, values: count - 1 }), true, text);
    }
  });

  it('is told for what is no JSON too', () => {
    fc.assert(fc.property(fc.string(), text => void isTooComplex(text, { depth: 3, values: 3 })));
    assert.equal(isTooComplex('['.repeat(1_000_000), { depth: 200, values }), true);
  });
});
