import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useApiAccess } from '../api/use-api.ts';
import { problemOf } from '../api/use-resource.ts';
import { nothingRead, type Pages, type PagesEvent, turnPages } from './pages.ts';

export interface PagedList<T> extends Pages<T> {
  loadMore(): void;
  /** Reads it from its beginning, as after a problem. */
  reload(): void;
  /** Takes in what is new at its beginning; quietly: what goes wrong is left to the next time. */
  refresh(): Promise<void>;
}

/**
 * Reads a list page by page. Another path is another list.
 * @param path with a query, such as `/api/…?limit=50`
 * @param itemsOf must be the same function at each call
 */
export function usePages<Page extends { next: string | null }, T extends { id: string }>(
  path: string,
  itemsOf: (page: Page) => readonly T[],
): PagedList<T> {
  const { api, kept } = useApiAccess();
  const [pages, tell] = useReducer<Pages<T>, [PagesEvent<T>]>(turnPages, nothingRead);
  // What was asked for another path, or before a reload, is not listened to any more.
  const reading = useRef(0);

  const readFirst = useCallback(async () => {
    reading.current += 1;
    const mine = reading.current;
    tell({ kind: 'begun' });
    const known = kept.get<Page>(path);
    if (known) tell({ kind: 'first page', items: itemsOf(known.data), next: known.data.next });
    try {
      const { data } = await kept.read<Page>(api, path);
      if (mine !== reading.current) return;
      tell({ kind: known ? 'refreshed' : 'first page', items: itemsOf(data), next: data.next });
    } catch (error) {
      if (mine === reading.current) tell({ kind: 'failed', problem: problemOf(error) });
    }
  }, [api, kept, path, itemsOf]);

  useEffect(() => {
    void readFirst();
    return () => {
      reading.current += 1;
    };
  }, [readFirst]);

  const { next, loading } = pages;
  const readFurther = async () => {
    if (next === null || loading) return;
    const mine = reading.current;
    tell({ kind: 'more' });
    try {
      const { data } = await api.get<Page>(`${path}&cursor=${encodeURIComponent(next)}`);
      if (mine === reading.current) tell({ kind: 'further page', items: itemsOf(data), next: data.next });
    } catch (error) {
      if (mine === reading.current) tell({ kind: 'failed', problem: problemOf(error) });
    }
  };

  const refresh = useCallback(async () => {
    const mine = reading.current;
    const answer = await kept.read<Page>(api, path).catch(() => undefined);
    if (answer && mine === reading.current)
      tell({ kind: 'refreshed', items: itemsOf(answer.data), next: answer.data.next });
  }, [api, kept, path, itemsOf]);

  return { ...pages, loadMore: () => void readFurther(), reload: () => void readFirst(), refresh };
}
