const DAY = 24 * 60 * 60 * 1000;

/**
 * The time of a post as Teams writes it: "10:42 AM" today, "Yesterday 10:42 AM", "Tuesday 10:42 AM" within the last
 * six days, else with the date; the year only where it is another one.
 * @param at ISO 8601
 * @param locale the browser's unless given
 */
export function postTime(at: string, now: Date, locale?: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const time = date.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY);
  if (days === 0) return time;
  if (days === 1) {
    const yesterday = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-1, 'day');
    return `${yesterday.charAt(0).toLocaleUpperCase(locale)}${yesterday.slice(1)} ${time}`;
  }
  if (days > 1 && days < 7) return `${date.toLocaleDateString(locale, { weekday: 'long' })} ${time}`;
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return `${date.toLocaleDateString(locale, { month: 'short', day: 'numeric', ...year })} ${time}`;
}

/** Date and time in full, for a tooltip. */
export function fullTime(at: string, locale?: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return date.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'medium' });
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
