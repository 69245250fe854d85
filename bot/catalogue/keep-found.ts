/**
 * Keeps what was found, for so many keys, the last that were asked for. For what never changes once it is there: what
 * was not found may be there later, and a search that failed may succeed the next time.
 */
export function keepFound<Found>(
  most: number,
): (key: string, find: () => Promise<Found | undefined>) => Promise<Found | undefined> {
  const kept = new Map<string, Promise<Found | undefined>>();
  return (key, find) => {
    const found = kept.get(key) ?? find();
    // The one that was asked for last goes last.
    kept.delete(key);
    kept.set(key, found);
    const forget = () => kept.delete(key);
    found.then(there => there ?? forget(), forget);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return found;
  };
}
