import assert from 'node:assert/strict';
import { assertLinear } from './linear.ts';

/** Looks at each character as often as `times` says. */
function look(text: string, times: number): number {
  let sum = 0;
  for (let time = 0; time < times; time += 1) {
    for (let index = 0; index < text.length; index += 1) sum += text.charCodeAt(index);
  }
  return sum;
}

describe('assertLinear', () => {
  const make = (n: number) => 'a'.repeat(n);

  it('lets work pass that looks at everything a fixed number of times', () => {
    assertLinear('reading', make, text => look(text, 3), 20_000);
  });

  it('finds work that looks at everything again for each part of it', () => {
    assert.throws(() => assertLinear('rescanning', make, text => look(text, text.length), 1_000), /rescanning.*4000/);
  });
});
