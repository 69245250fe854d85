/**
 * Does something again and again, `pause` milliseconds after it was done, without keeping the process alive.
 * `work` must not reject.
 */
export function repeat(pause: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let isStopped = false;
  let working = Promise.resolve();
  let timer = setTimeout(round, pause).unref();

  function round(): void {
    working = work().then(() => {
      if (!isStopped) timer = setTimeout(round, pause).unref();
    });
  }

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}
