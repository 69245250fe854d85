/** Keeps what was asked for a while: those who ask at the same time share one answer. What failed is not kept. */
export interface ExpiringCache<T> {
  get(key: string, load: () => Promise<T>): Promise<T>;
  /** What is there already, without waiting. */
  kept(key: string): T | undefined;
}

/**
 * @param lifetime milliseconds, from the time at which was asked
 * @param now milliseconds since 1970
 * @param most so many are kept; the oldest goes for a further one
 */
export function createExpiringCache<T>(
  lifetime: number,
  now: () => number,
  most = Number.POSITIVE_INFINITY,
): ExpiringCache<T> {
  /** The oldest first. */
  const entries = new Map<string, Entry<T>>();
  // A clock that was set back makes an entry of the future, which is none to keep.
  const isFresh = (from: number, at: number) => from <= at && at < from + lifetime;

  return {
    kept: key => {
      const known = entries.get(key);
      return known && isFresh(known.from, now()) ? known.loaded : undefined;
    },
    get: (key, load) => {
      const at = now();
      const known = entries.get(key);
      if (known && isFresh(known.from, at)) return known.value;
      for (const [old, { from }] of entries) {
        if (isFresh(from, at) && entries.size < most) break;
        entries.delete(old);
      }
      const entry: Entry<T> = { from: at, value: load(), loaded: undefined };
      entries.delete(key);
      entries.set(key, entry);
      entry.value.then(
        loaded => {
          entry.loaded = loaded;
        },
        () => {
          if (entries.get(key) === entry) entries.delete(key);
        },
      );
      return entry.value;
    },
  };
}

interface Entry<T> {
  /** When it was asked for, in milliseconds since 1970. */
  from: number;
  value: Promise<T>;
  /** Undefined until the answer has come. */
  loaded: T | undefined;
}
