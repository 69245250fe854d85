const DAY = 24 * 60 * 60 * 1000;

export interface Day<T> {
  /** Year, month and day, the same for all of a day. */
  key: string;
  label: string;
  items: T[];
}

/** What happened, day by day in the reader's own time zone, in the order in which it is given. */
export function groupByDay<T extends { at: number }>(items: readonly T[], now: number, locale: string): Day<T>[] {
  const days: Day<T>[] = [];
  for (const item of items) {
    const date = new Date(item.at);
    const key = [date.getFullYear(), date.getMonth() + 1, date.getDate()].join('-');
    const day = days.at(-1);
    if (day?.key === key) day.items.push(item);
    else days.push({ key, label: dayLabel(date, new Date(now), locale), items: [item] });
  }
  return days;
}

/** "Today", "Yesterday", or the date; the year only where it is another one. */
function dayLabel(date: Date, now: Date, locale: string): string {
  const ago = Math.round((startOfDay(now) - startOfDay(date)) / DAY);
  const label =
    ago === 0 || ago === 1
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-ago, 'day')
      : date.toLocaleDateString(locale, {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          ...(date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
        });
  return label.charAt(0).toLocaleUpperCase(locale) + label.slice(1);
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
