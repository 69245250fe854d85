import { serveTasks } from '../../bot/reader/serve-tasks.ts';

let counted = 0;

/** What goes wrong in a thread, for its tests. */
export const tasks = {
  double: (input: number) => input * 2,
  length: (input: Uint8Array) => input.length,
  count: () => {
    counted += 1;
    return counted;
  },
  any: (_: unknown) => 0,
  throws: () => {
    throw new Error('thrown');
  },
  never: () => {
    for (;;);
  },
  memory: () => {
    const held: number[][] = [];
    for (;;) held.push(Array.from({ length: 10_000 }, (_, index) => index));
  },
  ends: () => process.exit(3),
  uncaught: () => {
    setImmediate(() => {
      throw new Error('uncaught');
    });
    return new Promise(() => {});
  },
};

serveTasks(tasks);
