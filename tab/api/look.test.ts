import assert from 'node:assert/strict';
import type { Answer } from './client.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { look } from './look.ts';

describe('a look whether something is different', () => {
  const answering = (read: () => Promise<unknown>) => ({
    kept: createKeptAnswers(),
    api: { get: async <T>() => ({ data: await read(), etag: '1' }) as Answer<T> },
  });

  it('tells what is there', async () => {
    const answer = await look(
      answering(async () => 'new'),
      '/api/x',
    );
    assert.deepEqual(answer, { data: 'new', etag: '1' });
  });

  it('tells nothing where it goes wrong', async () => {
    const failing = answering(() => Promise.reject(new Error('no')));
    assert.equal(await look(failing, '/api/x'), undefined);
  });

  it('tells nothing where a change went through meanwhile, than which the answer may be older', async () => {
    const access = answering(async () => {
      access.kept.clear();
      return 'old';
    });
    assert.equal(await look(access, '/api/x'), undefined);
  });
});
