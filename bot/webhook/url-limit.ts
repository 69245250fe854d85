/** A burst as large as what may wait for a channel, then as fast as Teams takes it: 7 a second for each channel. */
const burst = 10_000;
const perSecond = 7;
const tracked = 100_000;

/**
 * Counts the calls of each key: far above what a channel can take, it answers how many seconds to wait, else 0.
 * In memory, for this process alone; `now` is in milliseconds.
 */
export function createLimit(limit: { burst: number; perSecond: number } = { burst, perSecond }) {
  const buckets = new Map<string, { left: number; at: number }>();

  return (key: string, now: number): number => {
    const bucket = buckets.get(key) ?? { left: limit.burst, at: now };
    const left = Math.min(limit.burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * limit.perSecond);
    if (left < 1) return Math.ceil((1 - left) / limit.perSecond);
    // Back at the end: the first one is then the one that was quiet for the longest time.
    buckets.delete(key);
    buckets.set(key, { left: left - 1, at: now });
    const [quietest] = buckets.keys();
    if (buckets.size > tracked && quietest !== undefined) buckets.delete(quietest);
    return 0;
  };
}
