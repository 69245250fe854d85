import { useCallback, useEffect, useState } from 'react';
import type { ConnectionPage, ConnectionSummary, Problem } from '../../bot/api/contract.ts';
import type { Api } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { problemOf } from '../api/use-resource.ts';
import { needsAttention } from './url-actions.ts';

export type Attention =
  | { state: 'loading' }
  | { state: 'ready'; connections: readonly ConnectionSummary[] }
  | { state: 'failed'; problem: Problem; reload(): void };

/** The connections of a channel whose URL must be regenerated, as they were when the page was opened. */
export function useAttention(channelId: string): Attention {
  const api = useApi();
  const [attention, setAttention] = useState<Attention>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound(before => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new reading
  useEffect(() => {
    let stopped = false;
    const settle = (next: Attention) => {
      if (!stopped) setAttention(next);
    };
    settle({ state: 'loading' });
    readAll(api, channelId).then(
      connections => settle({ state: 'ready', connections }),
      (error: unknown) => settle({ state: 'failed', problem: problemOf(error), reload }),
    );
    return () => {
      stopped = true;
    };
  }, [api, channelId, round, reload]);

  return attention;
}

async function readAll(api: Api, channelId: string): Promise<ConnectionSummary[]> {
  const found: ConnectionSummary[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: URLSearchParams = new URLSearchParams({ limit: '200', ...(cursor && { cursor }) });
    const { data } = await api.get<ConnectionPage>(
      `/api/channels/${encodeURIComponent(channelId)}/connections?${query}`,
    );
    found.push(...data.connections.filter(({ url }) => url && needsAttention(url)));
    cursor = data.next;
  }
  return found;
}
