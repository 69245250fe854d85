/** What a service's `/metrics` tell of its event loop since they were last asked. Times in milliseconds. */
export interface LoopReading {
  /** The longest time for which it stood still, or up to 10 ms more: that is how often it looks. */
  longest: number;
  /** How long its thread has computed, since its start. */
  computed: number;
}

export async function readLoop(serviceUrl: string): Promise<LoopReading> {
  const text = await (await fetch(`${serviceUrl}/metrics`)).text();
  const read = (name: string) => {
    const [, seconds] = new RegExp(`^${name} (\\S+)$`, 'm').exec(text) ?? [];
    if (seconds === undefined) throw new Error(`The metrics do not tell ${name}.`);
    return Number(seconds) * 1000;
  };
  return {
    longest: read('nodejs_eventloop_lag_max_seconds'),
    computed: read('channel_connectors_main_thread_cpu_seconds_total'),
  };
}

/**
 * For how long, in milliseconds, `work` blocks the service's event loop. On a busy machine the loop also stands still
 * while others have the processor: it cannot have been blocked for longer than its thread has computed.
 */
export async function blockedBy(serviceUrl: string, work: () => Promise<void>): Promise<number> {
  const before = await readLoop(serviceUrl);
  await work();
  const after = await readLoop(serviceUrl);
  return Math.min(after.longest, after.computed - before.computed);
}
