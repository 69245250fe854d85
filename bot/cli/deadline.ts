import { UsageError } from './usage-error.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * A deadline as people give it, in milliseconds since 1970: a day (`2026-12-31`, its last minute in UTC, so that people
 * read that day), a time with its zone
 * (`2026-12-31T18:00+01:00`), or days from now (`30d`). Throws a UsageError.
 */
export function readDeadline(given: string, now: number): number {
  const [, days] = /^(\d{1,4})d$/.exec(given) ?? [];
  if (days !== undefined) return now + Number(days) * day;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(given);
  const at = isDay || /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(given) ? Date.parse(given) : Number.NaN;
  // The parser takes the 31st of a short month for a day of the next one.
  if (Number.isNaN(at) || (isDay && !new Date(at).toISOString().startsWith(given)))
    throw new UsageError(
      '--deadline is a day such as 2026-12-31, a time such as 2026-12-31T18:00Z, or days such as 30d.',
    );
  return isDay ? at + day - minute : at;
}
