import type { Violation } from '../connector/teams-error.ts';

/**
 * What became of a request.
 * - `pending`: still under way
 * - `done`: the work was done and the caller told
 * - `refused`: answered with an error, by Teams' rules
 * - `fault`: answered by a rule of the fault script, the work not done
 * - `cut-before`, `cut-after`: the connection was cut before, or after, the work was done
 * - `hung`, `hung-after`: never answered; the work not done, or done
 * - `unanswered`: the caller had gone when the answer was ready
 */
export type Outcome =
  | 'pending'
  | 'done'
  | 'refused'
  | 'fault'
  | 'cut-before'
  | 'cut-after'
  | 'hung'
  | 'hung-after'
  | 'unanswered';

/** One request to the Bot Connector, in the order in which they arrived. */
export type RecordEntry = {
  seq: number;
  /** ISO 8601. */
  at: string;
  /** From arrival to the outcome; null while pending. */
  durationMs: number | null;
  method: string;
  path: string;
  /** The status that was, or would have been, answered; null when there was none. */
  status: number | null;
  channelId: string | null;
  conversationId: string | null;
  /** The activity that was created or changed. */
  activityId: string | null;
  /** What the bot sent. */
  activity?: unknown;
  outcome: Outcome;
  /** Whether the work was done, told or not. */
  worked: boolean;
  violations: Violation[];
};

export type Totals = { requests: number; worked: number; violations: number; byStatus: Record<string, number> };

/** The record of all requests to the Bot Connector. */
export type RequestRecord = {
  begin: (entry: Omit<RecordEntry, 'seq' | 'at' | 'durationMs' | 'status' | 'outcome' | 'worked'>) => RecordEntry;
  settle: (entry: RecordEntry, outcome: Outcome, status: number | null) => void;
  /** The entries after `since`, a sequence number. */
  entries: (since?: number) => RecordEntry[];
  /** The violations of all entries kept. */
  violations: () => (Violation & { seq: number })[];
  totals: () => Totals;
  clear: () => void;
  /** Resolves with the first `count` entries, settled already or later, that the predicate accepts. */
  waitFor: (predicate: (entry: RecordEntry) => boolean, count?: number) => Promise<RecordEntry[]>;
  close: () => void;
};

type Waiter = {
  predicate: (entry: RecordEntry) => boolean;
  missing: number;
  found: RecordEntry[];
  resolve: (entries: RecordEntry[]) => void;
  reject: (error: Error) => void;
};

/**
 * @param keep how many entries are kept, the newest; 0 keeps none and only counts
 */
export function createRecord(keep: number, now: () => number): RequestRecord {
  const started = new WeakMap<RecordEntry, number>();
  const waiters = new Set<Waiter>();
  let entries: RecordEntry[] = [];
  let totals: Totals = { requests: 0, worked: 0, violations: 0, byStatus: {} };
  let seq = 0;

  function offer(waiter: Waiter, entry: RecordEntry): void {
    if (entry.outcome === 'pending' || waiter.missing === 0 || !waiter.predicate(entry)) return;
    waiter.found.push(entry);
    waiter.missing -= 1;
    if (waiter.missing > 0) return;
    waiters.delete(waiter);
    waiter.resolve(waiter.found);
  }

  return {
    begin: request => {
      const at = now();
      seq += 1;
      const entry: RecordEntry = {
        seq,
        at: new Date(at).toISOString(),
        durationMs: null,
        status: null,
        outcome: 'pending',
        worked: false,
        ...request,
      };
      started.set(entry, at);
      totals.requests += 1;
      if (keep > 0) entries.push(entry);
      // Dropped in batches: moving a long list for each request would cost more than the request.
      if (entries.length > keep * 1.1) entries.splice(0, entries.length - keep);
      return entry;
    },
    settle: (entry, outcome, status) => {
      entry.outcome = outcome;
      entry.status = status;
      entry.durationMs = now() - (started.get(entry) ?? now());
      if (entry.worked) totals.worked += 1;
      totals.violations += entry.violations.length;
      if (status !== null) totals.byStatus[status] = (totals.byStatus[status] ?? 0) + 1;
      for (const waiter of [...waiters]) offer(waiter, entry);
    },
    entries: (since = 0) => entries.filter(entry => entry.seq > since),
    violations: () => entries.flatMap(({ seq, violations }) => violations.map(violation => ({ seq, ...violation }))),
    totals: () => totals,
    clear: () => {
      entries = [];
      totals = { requests: 0, worked: 0, violations: 0, byStatus: {} };
    },
    waitFor: (predicate, count = 1) => {
      const promise = new Promise<RecordEntry[]>((resolve, reject) => {
        const waiter: Waiter = { predicate, missing: count, found: [], resolve, reject };
        waiters.add(waiter);
        for (const entry of entries) offer(waiter, entry);
      });
      // Who still waits at the end is told; a wait that nobody awaits must not end the process.
      promise.catch(() => {});
      return promise;
    },
    close: () => {
      for (const waiter of waiters) {
        waiter.reject(new Error(`The playground was closed while ${waiter.missing} more requests were waited for.`));
      }
      waiters.clear();
    },
  };
}
