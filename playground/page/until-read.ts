/** How long to wait before something that could not be read is asked for again. */
const AGAIN_MS = 1500;

/**
 * Reads something, again and again until it is there.
 * @param wait `setTimeout`, unless a test has a clock of its own
 * @returns stops: nothing is told after it was called
 */
export function untilRead<T>(
  read: () => Promise<T>,
  done: (value: T) => void,
  failed: (error: unknown) => void,
  wait: (then: () => void, milliseconds: number) => unknown = setTimeout,
): () => void {
  let stopped = false;
  const attempt = () => {
    if (stopped) return;
    read().then(
      value => {
        if (!stopped) done(value);
      },
      (error: unknown) => {
        if (stopped) return;
        failed(error);
        wait(attempt, AGAIN_MS);
      },
    );
  };
  attempt();
  return () => {
    stopped = true;
  };
}
