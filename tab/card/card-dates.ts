/** RFC 3339, to the second and with an offset, as Adaptive Cards allow it ("Text features: DateTime formatting"). */
const FUNCTION =
  /\{\{(?:DATE\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))(?:, ?(COMPACT|SHORT|LONG))?\)|TIME\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))\))\}\}/g;

const forms: Record<string, Intl.DateTimeFormatOptions> = {
  COMPACT: {},
  SHORT: { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' },
  LONG: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
};

/**
 * Writes `{{DATE(…)}}` and `{{TIME(…)}}` in a card's text as the reader does; what is no time stays as it is. (The
 * adaptivecards library has the reader's language for some of the forms only.)
 * @param timeZone the browser's unless given
 */
export function writeDates(text: string, locale: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return text.replace(FUNCTION, (found: string, date?: string, form = 'COMPACT', time?: string) => {
    const at = new Date(date ?? time ?? '');
    if (Number.isNaN(at.getTime())) return found;
    return date === undefined
      ? at.toLocaleTimeString(locale, { timeStyle: 'short', ...zone })
      : at.toLocaleDateString(locale, { ...forms[form], ...zone });
  });
}
