import type { WebhookUrlView } from '../../bot/api/contract.ts';
import { look } from '../api/look.ts';
import { useApiAccess } from '../api/use-api.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { usePolling } from '../paging/use-polling.ts';
import { worthWatching } from './url-actions.ts';

/** Looks every few seconds whether the first message has come in on the new URL, and who still calls the old one. */
export function useWatchedUrl(
  connectionId: string,
  url: WebhookUrlView | undefined,
  onLook: (url: WebhookUrlView) => void,
): void {
  const access = useApiAccess();
  usePolling(url !== undefined && worthWatching(url.state), async () => {
    const answer = await look<WebhookUrlView>(access, `${connectionPath(connectionId)}/url`);
    if (answer) onLook(answer.data);
  });
}
