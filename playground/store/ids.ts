/**
 * Activity ids as Teams gives them: milliseconds since 1970 as a decimal string, each greater than the last.
 * @param last the greatest id already in use
 */
export function activityIds(now: () => number, last: number): () => string {
  let latest = last;
  return () => {
    latest = Math.max(latest + 1, now());
    return String(latest);
  };
}
