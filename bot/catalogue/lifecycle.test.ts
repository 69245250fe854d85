import assert from 'node:assert/strict';
import { isFound, lifecycleOf, readListedConnectors } from './lifecycle.ts';

const list = readListedConnectors();
const find = (query: string) =>
  list.filter(({ name, aliases }) => isFound(query, [name, ...aliases])).map(({ name }) => name);
const day = (text: string) => Date.parse(text);

describe("Microsoft's list of connectors", () => {
  it('has the 53 of the English document and the 44 of the French one', () => {
    assert.equal(list.filter(({ listedIn }) => listedIn.includes('en')).length, 53);
    assert.equal(list.filter(({ listedIn }) => listedIn.includes('fr')).length, 44);
    assert.equal(new Set(list.map(({ id }) => id)).size, list.length);
  });

  it('has what the documents speak of elsewhere too', () => {
    assert.deepEqual(find('wunder'), ['Wunderlist']);
    const ended = list.find(({ id }) => id === 'wunderlist');
    assert.deepEqual(lifecycleOf(ended, day('2026-11-22'), false), { state: 'retired', since: '2020-05-06' });
  });

  it('is found under any of its names, with or without accents, case and punctuation', () => {
    assert.deepEqual(find('COPAIN'), ['Buddy']);
    assert.deepEqual(find('interphone'), ['Intercom']);
    assert.deepEqual(find('Arceau'), ['Rollbar']);
    assert.deepEqual(find('semaphore'), ['Semaphore']);
    assert.deepEqual(find('SÉMAPHORE'), ['Semaphore']);
    assert.deepEqual(find('catsone'), ['CATS']);
    assert.deepEqual(find('UPDOWN'), ['Uptodown']);
    assert.deepEqual(find('ivotal'), ['Pivotal Tracker']);
    assert.deepEqual(find('travis ci'), ['Travis CI']);
    assert.deepEqual(find('tfs'), ['Team Foundation Server (TFS)']);
  });
});

describe('lifecycleOf', () => {
  const entry = (id: string) => list.find(one => one.id === id);

  it('is available for what is not on the list', () => {
    assert.deepEqual(lifecycleOf(undefined, 0, false), { state: 'available' });
  });

  it('stays retired until an administrator opens it', () => {
    assert.equal(lifecycleOf(entry('trello'), day('2026-11-22'), false).state, 'retired');
    assert.deepEqual(lifecycleOf(entry('trello'), day('2026-11-22'), true), { state: 'available' });
  });

  it('becomes available on the day for which it is scheduled', () => {
    assert.deepEqual(lifecycleOf(entry('jenkins'), day('2023-02-27T23:59:59Z'), false), {
      state: 'scheduled',
      from: '2023-02-28',
    });
    assert.deepEqual(lifecycleOf(entry('jenkins'), day('2023-02-28'), false), { state: 'available' });
  });
});
