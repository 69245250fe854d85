/** What is smaller is seconds since 1970, what is larger milliseconds: seconds reach it in the year 5138. */
const firstMilliseconds = 100_000_000_000;
/** The last point in time that a Date can hold, in milliseconds (ECMAScript, "Time Values and Time Range"). */
const lastTime = 8.64e15;

/**
 * A point in time as services write it, in milliseconds since 1970: ISO 8601, `2024-05-01 12:00:00 UTC`, or seconds or
 * milliseconds since 1970. Undefined if it is none.
 */
export function readTime(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  const time = Number.isFinite(number)
    ? number * (Math.abs(number) < firstMilliseconds ? 1000 : 1)
    : Date.parse(trimmed.replace(/ UTC$/, 'Z'));
  return Math.abs(time) <= lastTime ? time : undefined;
}
