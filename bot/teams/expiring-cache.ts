/** Keeps what was asked for a while: those who ask at the same time share one answer. What failed is not kept. */
export interface ExpiringCache<T> {
  get(key: string, load: () => Promise<T>): Promise<T>;
}

/**
 * @param lifetime milliseconds, from the time at which was asked
 * @param now milliseconds since 1970
 */
export function createExpiringCache<T>(lifetime: number, now: () => number): ExpiringCache<T> {
  /** The oldest first. */
  const entries = new Map<string, { from: number; value: Promise<T> }>();
  // A clock that was set back makes an entry of the future, which is none to keep.
  const isFresh = (from: number, at: number) => from <= at && at < from + lifetime;

  return {
    get: (key, load) => {
      const at = now();
      const known = entries.get(key);
      if (known && isFresh(known.from, at)) return known.value;
      for (const [old, { from }] of entries) {
        if (isFresh(from, at)) break;
        entries.delete(old);
      }
      const entry = { from: at, value: load() };
      entries.delete(key);
      entries.set(key, entry);
      entry.value.catch(() => {
        if (entries.get(key) === entry) entries.delete(key);
      });
      return entry.value;
    },
  };
}
