import type { ConnectionDetail } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { usePolling } from '../paging/use-polling.ts';
import { worthWatching } from '../url/url-actions.ts';
import { connectionPath, type OpenConnection } from './open-connection.ts';

/** Looks every few seconds at a connection on which a first message is awaited, or that is suspended. */
export function useWatchedConnection({ data, replace }: OpenConnection): void {
  const api = useApi();
  const awaited =
    data.status === 'suspended' ||
    data.replaces !== null ||
    data.replacedBy !== null ||
    (data.url !== null && worthWatching(data.url));
  usePolling(awaited, async () => {
    // A look that goes wrong tells nothing: the next one may. A change that was made meanwhile is newer than the look.
    const answer = await api.get<ConnectionDetail>(connectionPath(data.id)).catch(() => undefined);
    if (answer && answer.data.version >= data.version) replace(answer.data, answer.etag);
  });
}
