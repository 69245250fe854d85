import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../bot/api/contract.ts';
import { type Answer, ApiProblem } from './client.ts';
import { useApiAccess } from './use-api.ts';

export type Resource<T> =
  | { state: 'loading' }
  | {
      state: 'ready';
      data: T;
      etag: string | undefined;
      /** Reads it anew; what is there stays until then. */
      reload(): void;
      /** Puts in its place what the service answered to a change. */
      replace(data: T, etag?: string): void;
    }
  | { state: 'failed'; problem: Problem; reload(): void };

type Outcome<T> = { path: string; answer: Answer<T> } | { path: string; problem: Problem };

/** Reads a resource of the API and keeps it while its screen is shown. `undefined`: nothing to read yet. */
export function useResource<T>(path: string | undefined): Resource<T> {
  const { api, kept } = useApiAccess();
  const [outcome, setOutcome] = useState<Outcome<T>>();
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound(before => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new reading
  useEffect(() => {
    if (path === undefined) return;
    let stopped = false;
    const before = kept.changes();
    kept.read<T>(api, path).then(
      answer => {
        if (stopped) return;
        // Older, perhaps, than a change that went through meanwhile.
        if (before !== kept.changes()) reload();
        else setOutcome({ path, answer });
      },
      (error: unknown) => {
        if (!stopped) setOutcome({ path, problem: problemOf(error) });
      },
    );
    return () => {
      stopped = true;
    };
  }, [api, kept, path, round, reload]);

  const replace = useCallback(
    (data: T, etag?: string) => {
      if (path === undefined) return;
      const answer = { data, etag };
      kept.keep(path, answer);
      setOutcome({ path, answer });
    },
    [kept, path],
  );

  if (path === undefined) return { state: 'loading' };
  const current = outcome?.path === path ? outcome : undefined;
  if (current && 'problem' in current) return { state: 'failed', problem: current.problem, reload };
  const answer = current?.answer ?? kept.get<T>(path);
  return answer ? { state: 'ready', ...answer, reload, replace } : { state: 'loading' };
}

/** The problem to show. @throws what is no ApiProblem: a fault of this page's own, not to be hidden */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  throw error;
}
