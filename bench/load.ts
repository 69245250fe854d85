import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

export interface LoadPlan {
  url: string;
  /** Called in turns. */
  paths: string[];
  connections: number;
  seconds: number;
}

const loadResult = z.object({
  /** Requests that were answered with 2xx. */
  perSecond: z.number(),
  answered: z.number(),
  /** Times are in milliseconds; autocannon knows whole ones. */
  median: z.number(),
  p99: z.number(),
  longest: z.number(),
  /** Another status, or no answer. */
  failed: z.number(),
});
export type LoadResult = z.infer<typeof loadResult>;

/** Posts the benchmark's body as fast as it is answered, from a process of its own. */
export async function load(plan: LoadPlan): Promise<LoadResult> {
  const generator = join(import.meta.dirname, 'generator.ts');
  const running = promisify(execFile)(process.execPath, [generator]);
  // Not as an argument, which everybody on this machine can read: webhook URLs are secrets.
  running.child.stdin?.end(JSON.stringify(plan));
  const { stdout } = await running;
  return loadResult.parse(JSON.parse(stdout));
}
