import assert from 'node:assert/strict';
import type { Problem } from '../../bot/api/contract.ts';
import { nothingRead, type Pages, type PagesEvent, turnPages } from './pages.ts';

const items = (...ids: string[]) => ids.map(id => ({ id }));
const problem: Problem = { status: 503, code: 'store-unavailable', detail: 'Try again.' };

function pagesAfter(...events: PagesEvent<{ id: string }>[]): Pages<{ id: string }> {
  return events.reduce<Pages<{ id: string }>>(turnPages, nothingRead);
}

describe('a list read page by page', () => {
  it('grows until there is no further page', () => {
    const first = pagesAfter({ kind: 'first page', items: items('a', 'b'), next: '2' });
    assert.equal(first.next, '2');
    const all = turnPages(turnPages(first, { kind: 'more' }), { kind: 'further page', items: items('c'), next: null });
    assert.deepEqual(all, { items: items('a', 'b', 'c'), next: null, loading: undefined, problem: undefined });
  });

  it('shows nothing twice when the list has grown in between', () => {
    const pages = pagesAfter(
      { kind: 'first page', items: items('a', 'b'), next: '2' },
      { kind: 'further page', items: items('b', 'c'), next: null },
    );
    assert.deepEqual(pages.items, items('a', 'b', 'c'));
  });

  it('keeps what it has when a further page does not come, and can be asked again', () => {
    const pages = pagesAfter(
      { kind: 'first page', items: items('a'), next: '2' },
      { kind: 'more' },
      { kind: 'failed', problem },
    );
    assert.deepEqual(pages, { items: items('a'), next: '2', loading: undefined, problem });
    assert.equal(turnPages(pages, { kind: 'more' }).problem, undefined);
  });

  it('keeps what it shows until another search has its answer, and lets it go when there is none', () => {
    const begun = pagesAfter({ kind: 'first page', items: items('a'), next: '2' }, { kind: 'begun' });
    assert.deepEqual(begun, { items: items('a'), next: null, loading: 'first', problem: undefined });
    assert.deepEqual(turnPages(begun, { kind: 'first page', items: items('b'), next: null }).items, items('b'));
    assert.deepEqual(turnPages(begun, { kind: 'failed', problem }).items, []);
  });

  it('takes in what is new, and lets go of what has left it, when its first page is read again', () => {
    const pages = pagesAfter(
      { kind: 'first page', items: items('d', 'c', 'b'), next: '2' },
      { kind: 'further page', items: items('a'), next: '3' },
    );
    const again = turnPages(pages, { kind: 'refreshed', items: items('e', 'd', 'b'), next: '2' });
    assert.deepEqual(again.items, items('e', 'd', 'b', 'a'));
    assert.equal(again.next, '3');
  });

  it('begins anew where so much is new that the pages do not meet', () => {
    const pages = pagesAfter({ kind: 'first page', items: items('b', 'a'), next: '2' });
    const again = turnPages(pages, { kind: 'refreshed', items: items('z', 'y'), next: '9' });
    assert.deepEqual([again.items, again.next], [items('z', 'y'), '9']);
  });

  it('is not refreshed while it is being read', () => {
    const reading = pagesAfter({ kind: 'first page', items: items('a'), next: '2' }, { kind: 'more' });
    assert.equal(turnPages(reading, { kind: 'refreshed', items: items('b'), next: null }), reading);
  });
});
