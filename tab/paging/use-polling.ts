import { useEffect, useRef } from 'react';

/** Between two looks, in milliseconds. */
const interval = 4_000;

/** Looks again and again, one look after the other, while the page is seen. What a look throws is its own matter. */
export function usePolling(active: boolean, look: () => Promise<void>): void {
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });

  useEffect(() => {
    if (!active) return;
    let timer: ReturnType<typeof setTimeout>;
    const again = () => {
      timer = setTimeout(async () => {
        if (document.visibilityState === 'visible') await latest.current();
        if (!stopped) again();
      }, interval);
    };
    let stopped = false;
    again();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [active]);
}
