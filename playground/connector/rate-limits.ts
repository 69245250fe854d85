import { throttled } from './teams-error.ts';

type Window = { requests: number; milliseconds: number };

// Microsoft Learn, "Optimize your bot with rate limiting in Teams": for each bot and thread. Sending and creating
// have the same numbers; here both count together for a channel, which is the stricter reading.
const WRITES: Window[] = [
  { requests: 7, milliseconds: 1_000 },
  { requests: 8, milliseconds: 2_000 },
  { requests: 60, milliseconds: 30_000 },
  { requests: 1_800, milliseconds: 3_600_000 },
];
const READS: Window[] = [
  { requests: 14, milliseconds: 1_000 },
  { requests: 16, milliseconds: 2_000 },
  { requests: 120, milliseconds: 30_000 },
  { requests: 3_600, milliseconds: 3_600_000 },
];
const TENANT: Window[] = [{ requests: 50, milliseconds: 1_000 }];

/** Counts requests and refuses those above Teams' limits. */
export type RateLimits = {
  /** @throws {TeamsError} 429 with Retry-After; the refused request does not count */
  take: (kind: 'write' | 'read', thread: string | undefined) => void;
};

export function createRateLimits(now: () => number): RateLimits {
  const taken = new Map<string, number[]>();

  function times(key: string): number[] {
    let list = taken.get(key);
    if (!list) {
      list = [];
      taken.set(key, list);
    }
    return list;
  }

  return {
    take: (kind, thread) => {
      const at = now();
      const tenant = times('tenant');
      const counted: [number[], Window[]][] = [[tenant, TENANT]];
      if (thread !== undefined) counted.push([times(`${kind} ${thread}`), kind === 'write' ? WRITES : READS]);
      const wait = Math.max(...counted.map(([list, windows]) => waitFor(list, windows, at)));
      if (wait > 0) throw throttled(Math.ceil(wait / 1000));
      for (const [list, windows] of counted) {
        list.push(at);
        const longest = windows[windows.length - 1]?.requests ?? 0;
        if (list.length > longest) list.splice(0, list.length - longest);
      }
    },
  };
}

/** Milliseconds until one more request fits all windows, 0 when it does now. `list` is in order of time. */
function waitFor(list: number[], windows: Window[], at: number): number {
  let wait = 0;
  for (const { requests, milliseconds } of windows) {
    const oldest = list[list.length - requests];
    if (oldest !== undefined) wait = Math.max(wait, oldest + milliseconds - at);
  }
  return wait;
}
