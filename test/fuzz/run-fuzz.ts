import { seededRandom } from '../support/random.ts';
import { type Kind, kinds, readCorpus } from './corpus.ts';
import { mutate, pick } from './mutate.ts';
import { createReaders } from './readers.ts';

/** One that held the process up, or ended in a fault of ours. */
export interface Finding {
  kind: Kind;
  /** Repeats it: `FUZZ_SEED`. */
  seed: number;
  what: string;
  /** The beginning of the input. */
  input: string;
}

export interface FuzzResult {
  inputs: number;
  stalls: Finding[];
  crashes: Finding[];
  /** Milliseconds of the slowest of all. */
  slowest: number;
}

/** In milliseconds: as long as one input may hold everybody up. */
const longest = 100;
const tries = 5;

/** A package is read as a whole, with all its samples: a hundred times as much work as the others. */
const weights: readonly Kind[] = kinds.flatMap(kind => Array<Kind>(kind === 'package' ? 1 : 60).fill(kind));

/**
 * Reads mutated inputs of every kind, as long as `goesOn` says so. Each has a seed of its own, so that one alone can be
 * repeated.
 */
export function runFuzz(firstSeed: number, goesOn: (inputs: number) => boolean): FuzzResult {
  const corpus = readCorpus();
  const readers = createReaders();
  const result: FuzzResult = { inputs: 0, stalls: [], crashes: [], slowest: 0 };
  for (let seed = firstSeed; goesOn(result.inputs); seed += 1) {
    const { kind, input, read } = prepare(seed);
    const finding = (what: string): Finding => ({ kind, seed, what, input: input.slice(0, 300) });
    try {
      const time = quickest(read, kind);
      result.slowest = Math.max(result.slowest, time);
      if (time > longest) result.stalls.push(finding(`${Math.round(time)} ms`));
    } catch (error) {
      result.crashes.push(finding(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    }
    result.inputs += 1;
  }
  return result;

  function prepare(seed: number) {
    const random = seededRandom(seed);
    const kind = pick(random, weights);
    const texts = corpus[kind];
    const input = kind === 'package' ? pick(random, texts) : mutate(random, pick(random, texts), pick(random, texts));
    // The reader's own choices are the same in each try.
    return { kind, input, read: () => readers[kind](input, seededRandom(seed + 1)) };
  }
}

/** Milliseconds of processor time of the shortest of several tries: a collection of garbage falls upon some only. */
function quickest(read: () => void, kind: Kind): number {
  // A package is published by an administrator; it is held to a whole second by its own limits.
  const enough = kind === 'package' ? Number.POSITIVE_INFINITY : longest;
  let least = Number.POSITIVE_INFINITY;
  for (let left = tries; left > 0; left -= 1) {
    const before = process.threadCpuUsage();
    read();
    // What it has computed: on a busy machine more time has passed.
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
    if (least <= enough) break;
  }
  return kind === 'package' ? 0 : least;
}
