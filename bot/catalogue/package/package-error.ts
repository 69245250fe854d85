const mostShown = 100;

/** What is wrong with a connector package: one line a problem, each with file and field. */
export class PackageError extends Error {
  override name = 'PackageError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const more = problems.length - mostShown;
    super([...problems.slice(0, mostShown), ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n'));
    this.problems = problems;
  }
}
