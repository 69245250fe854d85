import { useCallback, useRef, useState } from 'react';
import type { Problem } from '../../bot/api/contract.ts';
import { problemOf } from './use-resource.ts';

export interface Task {
  busy: boolean;
  /** Why it was refused the last time. */
  problem: Problem | undefined;
  /** Does it, unless it is under way: a second press is not a second request. Answers whether it went through. */
  run(work: () => Promise<void>): Promise<boolean>;
  /** Forgets the problem. */
  clear(): void;
}

/** Something a person has asked for, while it is done. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const underWay = useRef(false);

  const run = useCallback(async (work: () => Promise<void>) => {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  }, []);

  return { busy, problem, run, clear: useCallback(() => setProblem(undefined), []) };
}
