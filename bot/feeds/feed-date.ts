/** The beginnings of month names, without accents, as feeds write them: English, French, German, Spanish, Italian. */
const months: readonly string[][] = [
  ['jan', 'ene', 'gen'],
  ['feb', 'fev'],
  ['mar'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mag'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott'],
  ['nov'],
  ['dec', 'dez', 'dic'],
];

/** Minutes east of Greenwich. RFC 822's names, and those that are seen although no document has them. */
// biome-ignore format: a table
const zones: Readonly<Record<string, number>> = {
  z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, bst: 60, west: 60, cet: 60, met: 60, cest: 120, mest: 120, eet: 120, eest: 180,
  msk: 180, ist: 330, sgt: 480, hkt: 480, awst: 480, jst: 540, kst: 540, aest: 600, aedt: 660, nzst: 720, nzdt: 780,
  est: -300, edt: -240, et: -300, cst: -360, cdt: -300, ct: -360, mst: -420, mdt: -360, mt: -420, pst: -480, pdt: -420,
  pt: -480, akst: -540, akdt: -480, hst: -600, ast: -240, adt: -180, nst: -210, ndt: -150, brt: -180, art: -180,
};

const time = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d*)?)?\s*([ap]\.?m\.?)?`;
const zone = String.raw`(?:\s*(?:gmt|utc|z)?([+-])(\d{1,2}):?(\d{2})?|\s*([a-z]{1,5})\b)?`;

/** What follows may only say the zone again, or nothing: half of a date that is not understood is a wrong date. */
const end = String.raw`\s*(?:\(.*)?$`;

/** RFC 3339, W3C's profile of ISO 8601 with what may be left out, and both without hyphens. */
const w3c = new RegExp(String.raw`^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:(?:t|\s+)${time}${zone})?${end}`, 'i');
/** RFC 822 and 2822, also with a long month, hyphens, two digits for the year, no day of the week. */
const rfc822 = new RegExp(
  String.raw`^(?:[\p{L}.]+(?:,\s*|\s+))?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(\p{L}+)\.?,?[\s-]+(\d{4}|\d{2})\b(?:[,\s]+(?:(?:at|a)\s+)?${time}${zone})?${end}`,
  'iu',
);
/** C's asctime, and the American order. */
const monthFirst = new RegExp(
  String.raw`^(?:[\p{L}.]+(?:,\s*|\s+))?(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:${time}${zone}\s+)?(\d{4})(?:[,\s]+(?:at\s+)?${time}${zone})?${end}`,
  'iu',
);

/** A date of a feed in milliseconds since 1970, undefined if it cannot be read. Without a zone it is UTC. */
export function readFeedDate(text: string): number | undefined {
  const trimmed = text.trim().slice(0, 100);
  const bare = trimmed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^(\d{8})t(\d\d)(\d\d)(\d\d)/, '$1t$2:$3:$4');
  const iso = w3c.exec(bare);
  if (iso) {
    const [, year, month = '1', day = '1', ...rest] = iso;
    return toTime(Number(year), Number(month), Number(day), rest);
  }
  const rfc = rfc822.exec(bare);
  if (rfc) {
    const [, day, month = '', year = '', ...rest] = rfc;
    return toTime(fullYear(year), monthOf(month), Number(day), rest);
  }
  const american = monthFirst.exec(bare);
  if (american) {
    const [, month = '', day, ...rest] = american;
    const [year] = rest.splice(timeParts, 1);
    const before = rest.slice(0, timeParts);
    return toTime(Number(year), monthOf(month), Number(day), before[0] ? before : rest.slice(timeParts));
  }
  return undefined;
}

/** Groups of `time` and `zone` together. */
const timeParts = 8;

/** Minutes: no zone is further from Greenwich. */
const farthestZone = 14 * 60;

function toTime(year: number, month: number, day: number, rest: (string | undefined)[]): number | undefined {
  const [hour = '0', minute = '0', second = '0', half, sign, zoneHours = '0', zoneMinutes = '0', zoneName] = rest;
  const hours = half ? (Number(hour) % 12) + (half.startsWith('p') ? 12 : 0) : Number(hour);
  const east = sign
    ? (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes))
    : (zones[zoneName ?? ''] ?? 0);
  const isPossible = isDay(year, month, day) && hours <= 24 && Number(minute) < 60;
  const isZone = Number(zoneMinutes) < 60 && Math.abs(east) <= farthestZone;
  if (!isPossible || !isZone || year < 1980 || year > 2200) return undefined;
  return Date.UTC(year, month - 1, day, hours, Number(minute) - east, Math.min(Number(second), 59));
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Two digits as RFC 2822 reads them (section 4.3). */
function fullYear(year: string): number {
  const number = Number(year);
  if (year.length > 2) return number;
  return number < 50 ? 2000 + number : 1900 + number;
}

/** 1 to 12; 0 if it is no month. */
function monthOf(name: string): number {
  return months.findIndex(beginnings => beginnings.some(beginning => name.startsWith(beginning))) + 1;
}
