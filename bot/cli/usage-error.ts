/** The command line is wrong; the message says how it goes. */
export class UsageError extends Error {
  override name = 'UsageError';
}
