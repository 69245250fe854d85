import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isNestedDeeper } from './nesting.ts';

/** How deep a value is, the plain way. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('the nesting of a JSON text', () => {
  it('is that of its arrays and objects, not of brackets in its strings', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), text => {
        const depth = depthOf(JSON.parse(text));
        assert.equal(isNestedDeeper(text, depth), false);
        assert.equal(isNestedDeeper(text, depth - 1), depth > 0);
      }),
    );
    assert.equal(isNestedDeeper('["[[\\"[[", "\\\\", [1]]', 2), false);
  });

  it('is told for what is no JSON too', () => {
    fc.assert(fc.property(fc.string(), text => void isNestedDeeper(text, 3)));
    assert.equal(isNestedDeeper('['.repeat(1_000_000), 200), true);
  });
});
