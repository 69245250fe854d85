import type { FoundConnection } from '../connections/find-connection.ts';
import { mask } from '../delivery/mask.ts';
import type { ActivityRow } from '../delivery/outbox.ts';
import { visibleLine } from '../notification/visible-text.ts';
import { bodyText } from './body-text.ts';
import { shownHeader } from './shown-header.ts';
import type { Answer, WebhookRequest } from './webhook-request.ts';

/** So much of a body is kept to be looked at, in characters. */
const keptOfBody = 64 * 1024;

/** What is kept of a body, until it is known what became of it. */
export interface KeptBody {
  /** In bytes, of the whole. */
  size: number;
  text(): string;
}

/** Keeps the beginning of a body whose bytes may be lost meanwhile. */
export function keepBody(bytes: Buffer, contentType: string | undefined): KeptBody {
  const start = startOf(bytes);
  return { size: bytes.length, text: () => bodyText(start, contentType).slice(0, keptOfBody) };
}

/** A copy of enough bytes in any charset: none takes more than four for a character. */
function startOf(bytes: Buffer): Buffer {
  if (bytes.length <= 4 * keptOfBody) return Buffer.from(bytes);
  let end = 4 * keptOfBody;
  // Not in the middle of a character of UTF-8, or the whole would be taken for another charset.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return Buffer.from(bytes.subarray(0, end));
}

/** What people will see of a request and its answer. A reason beside a success says why it was not posted. */
export function toActivity(
  at: number,
  { id, token, address, message: { headers } }: WebhookRequest,
  connection: FoundConnection,
  { reply, reason }: Answer,
  body: KeptBody | undefined,
): ActivityRow {
  const refused = reply.status >= 300;
  return {
    id,
    tenant_id: connection.tenantId,
    connection_id: connection.id,
    at,
    outcome: refused ? 'refused' : reason === undefined ? 'accepted' : 'ignored',
    // It may name what stands in the body.
    reason: reason === undefined ? (refused ? reply.body : null) : visibleLine(reason),
    status: reply.status,
    generation: token.generation,
    address,
    user_agent: shownHeader(headers['user-agent']),
    content_type: shownHeader(headers['content-type']),
    size: body?.size ?? Number(headers['content-length'] ?? 0),
    // PostgreSQL keeps no NUL in a text.
    body: body ? mask(body.text()).replaceAll('\0', '\uFFFD') : null,
  };
}
