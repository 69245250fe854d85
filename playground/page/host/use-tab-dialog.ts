import { useRef, useState } from 'react';
import { ApiError } from '../api.ts';
import type { AppFrameHandle } from './app-frame.tsx';
import type { Outcome } from './app-requests.ts';

const FAILED = 'The app could not do that. Please try again.';

/** One step of a tab's dialog: its button tells the app, and when the app has answered, `finish` runs. */
export function useTabDialog(finish: () => Promise<void>) {
  const frame = useRef<AppFrameHandle>(null);
  const waiting = useRef(false);
  const [valid, setValid] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const settle = async (outcome: Outcome) => {
    // An app that answers twice, or without having been asked, changes nothing.
    if (!waiting.current) return;
    waiting.current = false;
    try {
      if (!outcome.ok) throw new ApiError(outcome.reason ?? FAILED);
      await finish();
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : FAILED);
      setBusy(false);
    }
  };

  return {
    frame,
    valid,
    busy,
    problem,
    /** @param tell what the app is told first; undefined: it need not know */
    start: (tell: ((frame: AppFrameHandle) => void) | undefined) => {
      waiting.current = true;
      setProblem(undefined);
      setBusy(true);
      if (tell && frame.current) tell(frame.current);
      else void settle({ ok: true });
    },
    requests: {
      setValidity: setValid,
      saved: (outcome: Outcome) => void settle(outcome),
      removed: (outcome: Outcome) => void settle(outcome),
      openDialog: () => Promise.reject(new Error('A configuration page cannot open a dialog.')),
      resizeDialog: () => {},
      submitDialog: () => {},
    },
  };
}
