const steps = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** A length of time with its two largest units, such as `3 min 20 s`; the unit signs are the same in both languages. */
export function duration(value: number, unit: 's' | 'ms'): string {
  const seconds = unit === 'ms' ? value / 1000 : value;
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  if (seconds < 1) return seconds === 0 ? '0 s' : `${Math.max(1, Math.round(seconds * 1000))} ms`;
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [sign, size] of steps) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${sign}`);
    // Seconds beside days say nothing: the second unit follows the first directly or not at all.
    if (parts.length === 2 || (parts.length === 1 && count === 0)) break;
  }
  return parts.join(' ');
}
