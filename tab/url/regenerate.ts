import type { ConnectionDetail, WebhookUrlView } from '../../bot/api/contract.ts';
import type { Api } from '../api/client.ts';
import { connectionPath } from '../connections/open-connection.ts';
import { needsAttention } from './url-actions.ts';

/** The URL that a service is to post to from now on. */
export interface Regenerated {
  /** The connection that it belongs to: another one where the connection was recreated. */
  connection: ConnectionDetail;
  url: WebhookUrlView;
  how: 'updated' | 'recreated';
}

/**
 * Regenerates a connection's URL if that is still needed, and answers the URL as it is now: whoever comes second, with
 * a list that is out of date, gets the URL that the first one has made. Rejects with an ApiProblem.
 */
export async function regenerate(api: Api, connectionId: string): Promise<Regenerated> {
  const path = connectionPath(connectionId);
  const { data: connection, etag } = await api.get<ConnectionDetail>(path);
  if (connection.replacedBy) return { ...(await read(api, connection.replacedBy.id)), how: 'recreated' };
  if (!connection.url || !needsAttention(connection.url)) return { ...(await read(api, connectionId)), how: 'updated' };
  const options = { ifMatch: etag };
  if (connection.regenerate === 'update') {
    const { data: url } = await api.post<WebhookUrlView>(`${path}/update-url`, undefined, options);
    return { connection: { ...connection, url: url.state }, url, how: 'updated' };
  }
  const { data: made } = await api.post<ConnectionDetail>(`${path}/recreate`, undefined, options);
  return { ...(await read(api, made.id)), how: 'recreated' };
}

async function read(api: Api, connectionId: string): Promise<Omit<Regenerated, 'how'>> {
  const path = connectionPath(connectionId);
  const [connection, url] = await Promise.all([
    api.get<ConnectionDetail>(path),
    api.get<WebhookUrlView>(`${path}/url`),
  ]);
  return { connection: connection.data, url: url.data };
}
