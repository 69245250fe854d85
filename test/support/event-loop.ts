/**
 * The longest time in milliseconds for which the service's event loop stood still since this was last asked, as its
 * `/metrics` tell it. Up to 10 ms too long: that is how often it looks.
 */
export async function longestBlock(serviceUrl: string): Promise<number> {
  const text = await (await fetch(`${serviceUrl}/metrics`)).text();
  const [, seconds] = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text) ?? [];
  if (seconds === undefined) throw new Error('The metrics do not tell of the event loop.');
  return Number(seconds) * 1000;
}
