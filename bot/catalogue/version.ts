/** Orders versions of the form `1.2.3` by their numbers: below 0 if the first is the older one. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map(version => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (first?.[index] ?? 0) - (second?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
