import type { Answer, Api } from './client.ts';

/**
 * What was read a moment ago: shown at once when a screen is opened again, while it is read anew. A change empties it,
 * since it may concern anything. A path always names the same kind of answer, as the contract says: that is why what
 * is kept may be taken for a `T`.
 */
export interface KeptAnswers {
  get<T>(path: string): Answer<T> | undefined;
  keep<T>(path: string, answer: Answer<T>): void;
  /** Reads, or joins the reading of the same path that is under way. */
  read<T>(api: Api, path: string): Promise<Answer<T>>;
  clear(): void;
  /** How often it was emptied: what was asked for before the last time may be older than what has changed. */
  changes(): number;
}

export function createKeptAnswers(): KeptAnswers {
  const kept = new Map<string, Answer<unknown>>();
  const reading = new Map<string, Promise<Answer<unknown>>>();
  let changes = 0;

  async function readAnew(api: Api, path: string): Promise<Answer<unknown>> {
    const before = changes;
    const answer = await api.get<unknown>(path);
    if (before === changes) kept.set(path, answer);
    return answer;
  }

  return {
    get: <T>(path: string) => kept.get(path) as Answer<T> | undefined,
    keep: (path, answer) => void kept.set(path, answer),
    read: <T>(api: Api, path: string) => {
      const underWay = reading.get(path) ?? readAnew(api, path);
      reading.set(path, underWay);
      const done = () => {
        if (reading.get(path) === underWay) reading.delete(path);
      };
      underWay.then(done, done);
      return underWay as Promise<Answer<T>>;
    },
    changes: () => changes,
    clear: () => {
      changes += 1;
      kept.clear();
      reading.clear();
    },
  };
}
