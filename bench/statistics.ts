/** The value that a share of all values, 0 to 1, does not exceed (nearest rank). Throws for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('There are no values.');
  return value;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);
