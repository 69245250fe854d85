/**
 * The level at which sizes must be cut so that together they come to `total` at most: the small ones stay whole, the
 * large ones are cut alike. Infinity if nothing has to be cut.
 */
export function levelFor(sizes: readonly number[], total: number): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  let left = Math.max(total, 0);
  for (const [index, size] of sorted.entries()) {
    const share = left / (sorted.length - index);
    if (size > share) return Math.floor(share);
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}
