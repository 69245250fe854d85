import type { FoundConnection } from '../connections/find-connection.ts';
import { isNoteworthy, type UrlUse } from '../connections/url-usage.ts';
import type { Reply } from './replies.ts';
import { shownHeader } from './shown-header.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** What is to be written down of a call to a webhook URL; undefined for the ordinary one. */
export function urlUseOf(
  connection: FoundConnection,
  { address, message: { headers } }: WebhookRequest,
  reply: Reply,
  at: number,
): UrlUse | undefined {
  // Nobody looks at the URLs of a connection that was removed, unless another took its place.
  if (connection.status === 'removed' && !connection.isRecreated) return undefined;
  const outcome = reply.status < 300 ? 'accepted' : reply.status === 410 ? 'ended' : 'refused';
  if (!isNoteworthy(connection, { at, outcome })) return undefined;
  return {
    tenantId: connection.tenantId,
    connectionId: connection.id,
    channelId: connection.channelId,
    generation: connection.generation,
    at,
    address,
    userAgent: shownHeader(headers['user-agent']),
    outcome,
    isOld: !connection.urlIsCurrent,
  };
}
