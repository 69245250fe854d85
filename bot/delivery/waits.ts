const second = 1000;
const minute = 60 * second;

/** The longest that a channel, a connection alone and a suspended connection wait of our own accord. */
export const longestWaits = { channel: minute, connection: 5 * minute, suspended: 60 * minute };
/** Of what Teams asks for with Retry-After. */
export const longestRetryAfter = 60 * minute;
/**
 * A channel in which something waits is looked at again after so long, whatever it waits for. So a time that is
 * further away was written before the clock was put back.
 */
export const lookAgainAfter = 5 * minute;

/** What waits from one time to another; 0 for neither. */
export interface Wait {
  since: number;
  until: number;
}

/** A wait counts between its beginning and its end: one that has not begun was written before the clock was put back. */
export const isWaiting = ({ since, until }: Wait, now: number) => since <= now && now < until;

/** When to look at a channel again that waits until `until`. */
export const lookAgainAt = (until: number, now: number) => Math.min(until, now + lookAgainAfter);

/**
 * A second after the first failure, twice as long after each further one: milliseconds, somewhere between half of that
 * and all of it. `random` is 0 to 1.
 */
export function backOff(failures: number, longest: number, random: number): number {
  const exponential = Math.min(second * 2 ** Math.min(failures - 1, 20), longest);
  return Math.round(exponential * (0.5 + random / 2));
}

/** How long a suspended connection waits until it is tried once more, `probes` times in vain before. */
export const probePause = (probes: number) => Math.min(minute * 2 ** Math.min(probes, 20), longestWaits.suspended);
