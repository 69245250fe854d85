/** Milliseconds since 1970 from Unix seconds, Unix milliseconds or ISO 8601, the forms in use; undefined for others. */
export function readTimestamp(text: string): number | undefined {
  // Seconds have 10 digits from 2001 to 2286, milliseconds 13.
  if (/^\d{1,11}$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,14}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** Why a request that was signed at `time` is not taken now (both in milliseconds); undefined if it is. */
export function outOfTime(time: number, now: number, toleranceSeconds: number): string | undefined {
  const age = Math.round((now - time) / 1000);
  if (Math.abs(now - time) <= toleranceSeconds * 1000) return undefined;
  const mend = `At most ${toleranceSeconds} seconds are allowed: check the clocks on both sides.`;
  return age > 0
    ? `The request was signed ${age} seconds ago. ${mend}`
    : `The request was signed ${-age} seconds in the future. ${mend}`;
}
