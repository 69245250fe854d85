import type { FoundConnection } from '../connections/find-connection.ts';
import { mask } from '../delivery/mask.ts';
import type { ActivityRow } from '../delivery/outbox.ts';
import { bodyText } from './body-text.ts';
import type { Answer, WebhookRequest } from './webhook-request.ts';

/** So much of a body is kept to be looked at, in characters. */
const keptOfBody = 64 * 1024;
const longestHeader = 200;

/** What people will see of a request and its answer. A reason beside a success says why it was not posted. */
export function toActivity(
  at: number,
  { id, token, address, message: { headers } }: WebhookRequest,
  connection: FoundConnection,
  { reply, reason }: Answer,
  bytes: Buffer | undefined,
): ActivityRow {
  const refused = reply.status >= 300;
  return {
    id,
    tenant_id: connection.tenantId,
    connection_id: connection.id,
    at,
    outcome: refused ? 'refused' : reason === undefined ? 'accepted' : 'ignored',
    reason: reason ?? (refused ? reply.body : null),
    status: reply.status,
    generation: token.generation,
    address,
    user_agent: headers['user-agent']?.slice(0, longestHeader) ?? null,
    content_type: headers['content-type']?.slice(0, longestHeader) ?? null,
    size: bytes?.length ?? Number(headers['content-length'] ?? 0),
    // PostgreSQL keeps no NUL in a text.
    body: bytes ? mask(bodyText(bytes, headers['content-type']).slice(0, keptOfBody)).replaceAll('\0', '\uFFFD') : null,
  };
}
