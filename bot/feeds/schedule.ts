const minute = 60_000;
const hour = 60 * minute;

export const shortestInterval = 5 * minute;
export const usualInterval = 15 * minute;
export const longestInterval = 24 * hour;

/** How often people and publisher want a feed read, in milliseconds each. */
export interface Wishes {
  /** In the connection's settings. */
  chosen?: number | undefined;
  /** `ttl`, or `sy:updatePeriod`. */
  ttl?: number | undefined;
  /** Of Cache-Control. */
  maxAge?: number | undefined;
}

/** The longest that anybody wishes, from five minutes to a day; in milliseconds. */
export function intervalOf({ chosen = usualInterval, ttl = 0, maxAge = 0 }: Wishes): number {
  return Math.min(Math.max(chosen, ttl, maxAge, shortestInterval), longestInterval);
}

/** A little later than the interval, so that feeds that began together do not stay together. */
export function nextAfterSuccess(at: number, interval: number, random: () => number): number {
  return Math.round(at + interval * (1 + random() / 10));
}

/**
 * Twice as long after each failure, up to a day; never sooner than the server asks (`Retry-After`).
 * @param failures in a row, 1 or more
 */
export function nextAfterFailure(
  at: number,
  { interval, failures, retryAfter = 0 }: { interval: number; failures: number; retryAfter?: number | undefined },
  random: () => number,
): number {
  const wait = Math.min(Math.max(interval * 2 ** Math.min(failures - 1, 20), retryAfter), longestInterval);
  return Math.round(at + wait * (1 + random() / 10));
}
