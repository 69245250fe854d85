import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { storedIdentity } from './entry-identity.ts';
import type { FeedEntry } from './feed.ts';
import { changesOf, readKnown } from './known-entries.ts';
import { inOrder } from './new-entries.ts';

const day = 24 * 60 * 60 * 1000;

const entryOf = (changes: Partial<FeedEntry>): FeedEntry => ({
  id: 'id',
  title: 'Title',
  link: undefined,
  summaryHtml: undefined,
  author: undefined,
  published: undefined,
  categories: [],
  image: undefined,
  ...changes,
});

/** A feed's memory, over several polls. */
function memory(rows = new Map<string, number>()) {
  let now = 100 * day;
  return {
    rows,
    /** What is new in a document, by titles. */
    poll(...document: FeedEntry[]): (string | undefined)[] {
      now += day;
      const entries = inOrder(document);
      const known = readKnown(rows);
      const unknown = entries.filter(entry => known.rowsOf(entry).length === 0);
      const { written, forgotten } = changesOf(entries, known, now);
      for (const key of written) rows.set(key, now);
      for (const key of forgotten) rows.delete(key);
      return unknown.map(({ entry }) => entry.title);
    },
  };
}

/** As earlier versions remembered an entry. */
const earlierRow = (id: string): [string, number] => [hash('sha256', id, 'base64url').slice(0, 22), 99 * day];

const post = (number: number, changes: Partial<FeedEntry> = {}) =>
  entryOf({ title: `Post ${number}`, link: `https://blog.example.org/p${number}`, ...changes });

describe('what is known of a feed', () => {
  it('tells entries that share an id apart by their links', () => {
    const { poll, rows } = memory();
    assert.deepEqual(poll(post(2), post(1)), ['Post 1', 'Post 2']);
    assert.deepEqual(poll(post(4), post(3), post(2), post(1)), ['Post 3', 'Post 4']);
    assert.equal(rows.size, 4);
  });

  it('tells entries that have no id and share a link apart by their titles, or by what they say', () => {
    const { poll } = memory();
    const change = (title: string, summaryHtml = '') =>
      entryOf({ id: 'https://e.org/', link: 'https://e.org/', title, summaryHtml });
    assert.deepEqual(poll(change('A'), change('B')), ['B', 'A']);
    assert.deepEqual(poll(change('C'), change('A'), change('B')), ['C']);
    assert.deepEqual(poll(change('C', 'other'), change('C'), change('A'), change('B')), ['C']);
    assert.deepEqual(poll(change('C', 'other'), change('C'), change('A')), []);
  });

  it('knows an entry that is alone with its id, however it is changed', () => {
    const { poll, rows } = memory();
    poll(post(1, { id: '1' }));
    for (const changes of [
      { title: 'Corrected' },
      { link: 'https://e.org/new' },
      { summaryHtml: 'Longer' },
      { published: '2026-01-01T00:00:00.000Z' },
    ])
      assert.deepEqual(poll(post(1, { id: '1', ...changes })), []);
    assert.equal(rows.size, 1);
  });

  it('knows entries whose ids move to https, to www or back', () => {
    const at = (site: string) =>
      [3, 2, 1].map(number => post(number, { id: `${site}/?p=${number}`, link: `${site}/${number}` }));
    const { poll } = memory();
    assert.equal(poll(...at('http://blog.example.org').slice(1)).length, 2);
    assert.deepEqual(poll(...at('https://www.blog.example.org')), ['Post 3']);
    assert.deepEqual(poll(...at('http://www.blog.example.org')), []);
  });

  it('knows an entry by all else that it says, where all ids are new', () => {
    const { poll } = memory();
    const published = '2026-06-01T10:00:00.000Z';
    poll(post(1, { id: 'a', published }), post(2, { id: 'b', summaryHtml: 'B' }));
    assert.deepEqual(
      poll(post(3, { id: 'z' }), post(1, { id: 'x', published }), post(2, { id: 'y', summaryHtml: 'B' })),
      ['Post 3'],
    );
  });

  it('posts what has a new id and says the same as another one that is still there', () => {
    const { poll } = memory();
    const alert = (id: string) => entryOf({ id, title: 'Down', link: 'https://e.org/status', summaryHtml: 'Down' });
    assert.deepEqual(poll(alert('1')), ['Down']);
    assert.deepEqual(poll(alert('2'), alert('1')), ['Down']);
  });

  it('still knows an entry that was away while another one with its id was there', () => {
    const { poll } = memory();
    poll(post(2), post(1));
    assert.deepEqual(poll(post(1)), []);
    assert.deepEqual(poll(post(1, { title: 'Corrected' })), []);
    assert.deepEqual(poll(post(2), post(1)), []);
  });

  it('goes on with what an earlier version has remembered', () => {
    const { poll, rows } = memory(
      new Map(['http://blog.example.org/?p=1', '2', 'https://e.org/3', 'gone'].map(earlierRow)),
    );
    const document = [
      post(1, { id: 'https://www.blog.example.org/?p=1' }),
      post(2, { id: '2' }),
      post(3, { id: 'https://e.org/3', link: 'https://e.org/3' }),
    ];
    assert.deepEqual(poll(post(4, { id: '4' }), ...document), ['Post 4']);
    assert.deepEqual([...rows.keys()].filter(key => key.length === 22).length, 1);
    assert.deepEqual(poll(...document), []);
  });

  it('posts nothing of a shared id that an earlier version has remembered, but what comes after', () => {
    const { poll } = memory(new Map([earlierRow('id')]));
    assert.deepEqual(poll(post(2), post(1)), []);
    assert.deepEqual(poll(post(3), post(2), post(1)), ['Post 3']);
  });

  it('posts no entry twice and misses none, in any order of documents (property)', () => {
    const all = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'http://e.org/1', 'c'),
        link: fc.constantFrom(undefined, 'https://e.org/x', 'https://e.org/y'),
        title: fc.constantFrom('A', 'B', 'C'),
      }),
      { minLength: 1, maxLength: 12, selector: ({ id, link, title }) => `${id} ${link} ${title}` },
    );
    fc.assert(
      fc.property(all, fc.nat(), fc.nat(), (records, first, second) => {
        const entries = records.map((record, number) => entryOf({ ...record, summaryHtml: `${number}` }));
        const [from, to] = [first % entries.length, second % entries.length].sort((a, b) => a - b);
        const { poll } = memory();
        // A document grows, as most do: whatever is new in it is found, whatever its neighbours share with it.
        const before = entries.slice(from, (to ?? 0) + 1);
        const posted = poll(...before).length;
        const known = new Set(inOrder(before).map(({ identity }) => storedIdentity(identity)));
        assert.equal(posted, known.size);
        const after = poll(...entries);
        assert.equal(after.length, entries.length - before.length);
        assert.deepEqual(poll(...entries.toReversed()), []);
      }),
    );
  });
});
