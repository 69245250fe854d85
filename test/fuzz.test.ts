import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { runFuzz } from './fuzz/run-fuzz.ts';

describe('mutated inputs of every kind', function () {
  this.timeout(120_000);

  it('are read without a fault, and none holds the process up', () => {
    const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 30));
    console.log(`      seed ${seed}: FUZZ_SEED=${seed} repeats it; npm run fuzz goes on for longer`);
    const end = Date.now() + 30_000;
    const { inputs, stalls, crashes } = runFuzz(seed, () => Date.now() < end);
    console.log(`      ${inputs} inputs`);
    assert.deepEqual([...stalls, ...crashes], []);
    assert.ok(inputs > 1_000, `${inputs} inputs`);
  });
});
