/** How points in time are written for people. Milliseconds since 1970 go in. */
export interface TimeFormat {
  /** The one that is written in, which Intl knows. */
  locale: string;
  /** `8:11:02 AM` */
  clock(at: number): string;
  /** `November 22, 2026 at 8:11:02 AM` */
  exact(at: number): string;
  /** `November 22, 2026` */
  date(at: number): string;
  /** `Nov 22, 2026, 8:11 AM` */
  dateTime(at: number): string;
  /** `5 minutes ago`, `in 3 days` */
  relative(at: number, now?: number): string;
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365.25 * 24 * 3_600_000],
  ['month', 30.44 * 24 * 3_600_000],
  ['day', 24 * 3_600_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** @param locale such as `fr-CA`; one that is none counts as English */
export function formatTime(locale: string): TimeFormat {
  const known = isLocale(locale) ? locale : 'en';
  const date = new Intl.DateTimeFormat(known, { dateStyle: 'long' });
  const dateTime = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(known, { timeStyle: 'medium' });
  const exact = new Intl.DateTimeFormat(known, { dateStyle: 'long', timeStyle: 'medium' });
  // "Tomorrow" is a day of the calendar, which some 30 hours are not: what is counted is said in numbers.
  const relative = new Intl.RelativeTimeFormat(known, { numeric: 'always' });
  const rightNow = new Intl.RelativeTimeFormat(known, { numeric: 'auto' }).format(0, 'second');
  return {
    locale: known,
    clock: at => clock.format(at),
    exact: at => exact.format(at),
    date: at => date.format(at),
    dateTime: at => dateTime.format(at),
    relative: (at, now = Date.now()) => {
      const away = at - now;
      const [unit, length] = units.find(([, size]) => Math.abs(away) >= size) ?? [];
      // Under a minute nobody counts seconds.
      if (!unit || !length) return rightNow;
      // Five minutes ago is over; thirty days that began a moment ago are still thirty.
      return relative.format(away > 0 ? Math.round(away / length) : Math.trunc(away / length), unit);
    },
  };
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length > 0;
  } catch {
    return false;
  }
}
