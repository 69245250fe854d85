import type { Answer, Api } from './client.ts';
import type { KeptAnswers } from './kept-answers.ts';

/**
 * Looks whether something is different by now. Undefined where the look went wrong, for the next one may tell more, and
 * where a change went through meanwhile, since the answer may be older than that.
 */
export async function look<T>(
  { api, kept }: { api: Pick<Api, 'get'>; kept: Pick<KeptAnswers, 'changes'> },
  path: string,
): Promise<Answer<T> | undefined> {
  const before = kept.changes();
  const answer = await api.get<T>(path).catch(() => undefined);
  return before === kept.changes() ? answer : undefined;
}
