import assert from 'node:assert/strict';

/** Doubling what is read may take this much longer: twice is linear, four times quadratic. */
const MAX_FACTOR = 3;
/** One sample computes at least as long (microseconds): the clock of the processor's time may tick as slowly as 4 ms. */
const MIN_SAMPLE = 20_000;
/** What takes less (microseconds) at its longest is no threat, and its factors are chance. */
const NO_THREAT = 2_000;
/** Looks before a factor counts: on a busy machine the least of them is the work itself. */
const LOOKS = 12;

/**
 * Asserts that `work` is linear in its input: of `make(n0)`, `make(2 * n0)` and `make(4 * n0)`, each takes at most
 * three times the processor time of the one before it, the least of several looks. It stops looking as soon as the
 * factors are right. Choose `n0` so that four times as much stays below any limit at which the input is cut, and
 * still takes a good part of a millisecond.
 */
export function assertLinear<Input>(
  name: string,
  make: (n: number) => Input,
  work: (input: Input) => unknown,
  n0: number,
): void {
  const sizes = [n0, 2 * n0, 4 * n0].map(n => ({ n, input: make(n), least: Number.POSITIVE_INFINITY }));
  let told = '';
  for (let look = 0; look < LOOKS; look += 1) {
    for (const size of sizes) size.least = Math.min(size.least, computeTime(work, size.input));
    const factors = sizes.slice(1).map(({ least }, index) => least / (sizes[index]?.least ?? least));
    const longest = sizes.at(-1)?.least ?? 0;
    if (longest < NO_THREAT || factors.every(factor => factor <= MAX_FACTOR)) return;
    told = sizes.map(({ n, least }) => `${n}: ${(least / 1000).toFixed(2)} ms`).join(', ');
  }
  assert.fail(`${name} takes more than ${MAX_FACTOR} times as long for twice as much: ${told}.`);
}

/** Microseconds of this thread's processor for one run; short work is repeated. */
function computeTime<Input>(work: (input: Input) => unknown, input: Input): number {
  const start = process.threadCpuUsage();
  let runs = 0;
  let used = 0;
  do {
    work(input);
    runs += 1;
    const { user, system } = process.threadCpuUsage(start);
    used = user + system;
  } while (used < MIN_SAMPLE);
  return used / runs;
}
