import type { WebhookUrlView } from '../../bot/api/contract.ts';
import { useApi } from '../api/use-api.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { usePolling } from '../paging/use-polling.ts';
import { worthWatching } from './url-actions.ts';

/** Looks every few seconds whether the first message has come in on the new URL, and who still calls the old one. */
export function useWatchedUrl(
  connectionId: string,
  url: WebhookUrlView | undefined,
  onLook: (url: WebhookUrlView) => void,
): void {
  const api = useApi();
  usePolling(url !== undefined && worthWatching(url.state), async () => {
    // A look that goes wrong tells nothing: the next one may.
    const answer = await api.get<WebhookUrlView>(`${connectionPath(connectionId)}/url`).catch(() => undefined);
    if (answer) onLook(answer.data);
  });
}
