import { useRef, useState } from 'react';

export interface OpenQuestion {
  open: boolean;
  ask(): void;
  cancel(): void;
  /**
   * Closes it and goes on with `then` once it is gone and has given the focus back: only then may what is around it
   * change, or the focus move.
   */
  closeAnd(then: () => void): void;
  /** For the `Question` itself: the button that asked has the focus again. */
  onClosed(): void;
}

/** Whether a question is asked, and what comes after it. */
export function useQuestion(): OpenQuestion {
  const [open, setOpen] = useState(false);
  const next = useRef<() => void>(undefined);
  const opener = useRef<Element>(null);
  return {
    open,
    ask: () => {
      opener.current = document.activeElement;
      setOpen(true);
    },
    cancel: () => setOpen(false),
    closeAnd: then => {
      next.current = then;
      setOpen(false);
    },
    onClosed: () => {
      const then = next.current;
      next.current = undefined;
      if (opener.current instanceof HTMLElement) opener.current.focus();
      then?.();
    },
  };
}
