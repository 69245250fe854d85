import assert from 'node:assert/strict';
import { type Api, createApi } from './client.ts';
import { createKeptAnswers } from './kept-answers.ts';

/** An API that answers a number, one higher each time, when it is let. */
function counting() {
  let asked = 0;
  const waiting: (() => void)[] = [];
  const api: Api = createApi({
    token: async () => '',
    language: 'en',
    texts: { signOnFailed: '', unreachable: '', notUnderstood: '' },
    fetch: async () => {
      asked += 1;
      const answer = Response.json(asked);
      await new Promise<void>(resolve => waiting.push(resolve));
      return answer;
    },
  });
  /** Takes the next request that waits; it is answered when what is returned is called. */
  const later = async () => {
    for (;;) {
      const answer = waiting.shift();
      if (answer) return answer;
      await Promise.resolve();
    }
  };
  const release = Object.assign(async () => (await later())(), { later });
  return { api, release, asked: () => asked };
}

describe('what was read a moment ago', () => {
  it('is there at once, and is read anew', async () => {
    const { api, release } = counting();
    const kept = createKeptAnswers();
    const first = kept.read<number>(api, '/a');
    await release();
    assert.equal((await first).data, 1);
    assert.equal(kept.get<number>('/a')?.data, 1);
    const second = kept.read<number>(api, '/a');
    await release();
    assert.equal((await second).data, 2);
    assert.equal(kept.get<number>('/a')?.data, 2);
  });

  it('is read once for all who ask at the same time', async () => {
    const { api, release, asked } = counting();
    const kept = createKeptAnswers();
    const both = Promise.all([kept.read<number>(api, '/a'), kept.read<number>(api, '/a')]);
    await release();
    assert.deepEqual(
      (await both).map(({ data }) => data),
      [1, 1],
    );
    assert.equal(asked(), 1);
  });

  it('is forgotten after a change, also what was being read meanwhile and comes later', async () => {
    const { api, release } = counting();
    const kept = createKeptAnswers();
    const before = kept.read<number>(api, '/a');
    const letBeforeGo = await release.later();
    kept.clear();
    const after = kept.read<number>(api, '/a');
    await release();
    assert.equal((await after).data, 2);
    letBeforeGo();
    assert.equal((await before).data, 1);
    assert.equal(kept.get<number>('/a')?.data, 2);
  });
});
