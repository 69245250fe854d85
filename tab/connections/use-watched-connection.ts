import type { ConnectionDetail } from '../../bot/api/contract.ts';
import { look } from '../api/look.ts';
import { useApiAccess } from '../api/use-api.ts';
import { usePolling } from '../paging/use-polling.ts';
import { worthWatching } from '../url/url-actions.ts';
import { connectionPath, type OpenConnection } from './open-connection.ts';

/** Looks every few seconds at a connection on which a first message is awaited, or that is suspended. */
export function useWatchedConnection({ data, replace }: OpenConnection): void {
  const access = useApiAccess();
  const awaited =
    data.status === 'suspended' ||
    data.replaces !== null ||
    data.replacedBy !== null ||
    (data.url !== null && worthWatching(data.url));
  usePolling(awaited, async () => {
    const answer = await look<ConnectionDetail>(access, connectionPath(data.id));
    if (answer) replace(answer.data, answer.etag);
  });
}
