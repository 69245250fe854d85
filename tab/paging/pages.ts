import type { Problem } from '../../bot/api/contract.ts';

/** What has been read of a long list so far, and where it goes on. */
export interface Pages<T> {
  items: readonly T[];
  /** The cursor of the next page; null when all has been read. */
  next: string | null;
  /** `first` while nothing has been read yet, `more` while a further page is on its way. */
  loading: 'first' | 'more' | undefined;
  /** Why the page that was asked for last did not come. */
  problem: Problem | undefined;
}

export type PagesEvent<T> =
  | { kind: 'begun' }
  | { kind: 'refreshed'; items: readonly T[]; next: string | null }
  | { kind: 'more' }
  | { kind: 'first page'; items: readonly T[]; next: string | null }
  | { kind: 'further page'; items: readonly T[]; next: string | null }
  | { kind: 'failed'; problem: Problem };

export const nothingRead: Pages<never> = { items: [], next: null, loading: 'first', problem: undefined };

/** The list after an event. What comes twice (the list has grown between two pages) stays where it was. */
export function turnPages<T extends { id: string }>(pages: Pages<T>, event: PagesEvent<T>): Pages<T> {
  switch (event.kind) {
    // Another search: what is there stays until the answer comes, so that nothing jumps.
    case 'begun':
      return { ...pages, next: null, loading: 'first', problem: undefined };
    case 'refreshed':
      return pages.loading ? pages : { ...refreshed(pages, event), loading: undefined, problem: undefined };
    case 'more':
      return { ...pages, loading: 'more', problem: undefined };
    case 'first page':
      return { items: event.items, next: event.next, loading: undefined, problem: undefined };
    case 'further page': {
      const known = new Set(pages.items.map(item => item.id));
      const added = event.items.filter(item => !known.has(item.id));
      return { items: [...pages.items, ...added], next: event.next, loading: undefined, problem: undefined };
    }
    case 'failed':
      return {
        items: pages.loading === 'first' ? [] : pages.items,
        next: pages.next,
        loading: undefined,
        problem: event.problem,
      };
  }
}

/** The first page read again takes the place of what was there down to its last item; what is older stays. */
function refreshed<T extends { id: string }>(
  { items, next }: Pages<T>,
  fresh: { items: readonly T[]; next: string | null },
): { items: readonly T[]; next: string | null } {
  const last = fresh.items.at(-1);
  const meets = items.findIndex(item => item.id === last?.id);
  const older = fresh.next === null || meets === -1 ? [] : items.slice(meets + 1);
  return older.length === 0 ? fresh : { items: [...fresh.items, ...older], next };
}
