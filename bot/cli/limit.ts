import type { Input } from './command.ts';
import { UsageError } from './usage-error.ts';

/** How many rows a list is to have. */
export function limitOf(input: Input): number {
  const limit = Number(input.option('limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new UsageError('--limit is a number from 1 to 1000.');
  return limit;
}
