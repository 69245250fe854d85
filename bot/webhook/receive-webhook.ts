import type { IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Receive, ReceiveContext } from '../catalogue/receive.ts';
import type { FoundConnection } from '../connections/find-connection.ts';
import type { Token } from '../connections/token.ts';
import { mask } from '../delivery/mask.ts';
import type { ActivityRow, Arrival } from '../delivery/outbox.ts';
import type { Notification } from '../notification/notification.ts';
import type { Cloud } from '../policy/cloud.ts';
import { connectorsEnabled } from '../policy/connectors-enabled.ts';
import { bodyText } from './body-text.ts';
import { parseBody } from './parse-body.ts';
import { readBody } from './read-body.ts';
import { type Reply, replies, tooLarge, tooMany } from './replies.ts';

export interface WayInOptions {
  findConnection: (token: Token) => Promise<FoundConnection | undefined>;
  /** Undefined for a connector that is no longer in the catalogue, or has no webhook URL. */
  findConnector: (id: string) => WebhookConnector | undefined;
  /** Writes down what came in; the reply waits for it. */
  outbox: (arrival: Arrival) => Promise<void>;
  cloud: Cloud;
  /** Seconds to wait for a URL that is called too often, else 0. */
  limit: (connectionId: string, now: number) => number;
  /** True while another refusal of this connection may be written down: a flood of them must not fill the disk. */
  mayRecordRefusal: (connectionId: string, now: number) => boolean;
  now: () => number;
}

/** What the way in has to know of a connector. */
export interface WebhookConnector {
  /** The largest body accepted, in bytes. */
  cap: number;
  receive: Receive;
}

/** A request to a webhook URL whose token was found to be ours. */
export interface WebhookRequest {
  id: string;
  token: Token;
  address: string;
  message: IncomingMessage;
}

/** What a sender is told, and why if that says more. */
export interface Answer {
  reply: Reply;
  /** For people, in Activity. */
  reason?: string;
}

/** As many may wait for one channel: at Teams' 1,800 an hour, five and a half hours of posting. */
const mostWaiting = 10_000;
/** In bytes: after parsing a larger body, others get their turn before it is read. */
const large = 64 * 1024;
/** So much of a body is kept to be looked at. */
const keptOfBody = 64 * 1024;

/**
 * The way of a request: connection, policy, body, connector, outbox. Undefined if the caller hung up.
 * Rejects only where the store fails.
 */
export async function receiveWebhook(options: WayInOptions, request: WebhookRequest): Promise<Reply | undefined> {
  const connection = await options.findConnection(request.token);
  if (!connection) return replies.notFound;
  const refusal = refuse(options, connection);
  if (refusal) return record(options, request, connection, refusal, undefined);

  const connector = options.findConnector(connection.connector);
  if (!connector)
    return record(options, request, connection, { reply: replies.notFound, reason: 'no connector' }, undefined);
  const body = await readBody(request.message, connector.cap);
  if ('bytes' in body) return receiveBody(options, request, connection, connector, body.bytes);
  switch (body.refused) {
    case 'cut off':
      return undefined;
    case 'too large':
      return record(options, request, connection, { reply: tooLarge(connector.cap) }, undefined);
    case 'unsupported encoding':
      return record(options, request, connection, { reply: replies.unsupportedEncoding }, undefined);
    case 'bad encoding':
      return record(options, request, connection, { reply: replies.badPayload, reason: badEncoding }, undefined);
  }
}

const badEncoding = 'The body is not in the form that its Content-Encoding says.';

/** What can be refused without reading the body. */
function refuse({ cloud, limit, now }: WayInOptions, connection: FoundConnection): Answer | undefined {
  if (connection.status === 'removed') return { reply: replies.removed };
  if (connection.urlEndsAt !== null && connection.urlEndsAt <= now()) return { reply: replies.urlEnded };
  const policy = connectorsEnabled(cloud, connection.organization, connection.group);
  if (!policy.enabled)
    return {
      reply: policy.by === 'group' ? replies.switchedOffForGroup : replies.switchedOffForOrganization,
    };
  if (connection.status === 'paused') return { reply: replies.paused };
  if (connection.waiting >= mostWaiting) return { reply: replies.channelFull };
  const wait = limit(connection.id, now());
  return wait > 0 ? { reply: tooMany(wait) } : undefined;
}

async function receiveBody(
  options: WayInOptions,
  request: WebhookRequest,
  connection: FoundConnection,
  connector: WebhookConnector,
  bytes: Buffer,
): Promise<Reply> {
  const parsed = parseBody(bytes, request.message.headers['content-type']);
  if ('refused' in parsed) {
    const answer =
      parsed.refused === 'empty'
        ? { reply: replies.emptyPayload }
        : { reply: replies.badPayload, reason: 'The body is not JSON.' };
    return record(options, request, connection, answer, bytes);
  }
  if (bytes.length > large) await setImmediate();
  const received = connector.receive(parsed.value, () => requestContext(request, connection));
  if (received.outcome === 'ignored')
    return record(options, request, connection, { reply: replies.accepted, reason: received.reason }, bytes);
  if (received.outcome === 'refused') {
    const reply = received.reply === 'bad-payload' ? replies.badPayload : replies.summaryOrTextRequired;
    return record(options, request, connection, { reply, reason: received.reason }, bytes);
  }
  const activity = toActivity(options, request, connection, { reply: replies.accepted }, bytes);
  await options.outbox(arrival(connection, activity, received.notifications));
  return replies.accepted;
}

/** Headers and settings, for a connector that looks at them. Node has the names in lower case. */
function requestContext({ message }: WebhookRequest, connection: FoundConnection): ReceiveContext {
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value ?? '')]);
  return { headers: Object.fromEntries(headers), settings: JSON.parse(connection.settings) };
}

/** Writes a refusal, or what is deliberately not posted, down for people to see, and answers it. */
async function record(
  options: WayInOptions,
  request: WebhookRequest,
  connection: FoundConnection,
  answer: Answer,
  bytes: Buffer | undefined,
): Promise<Reply> {
  const refused = answer.reply.status >= 300;
  if (!refused || options.mayRecordRefusal(connection.id, options.now()))
    await options.outbox(arrival(connection, toActivity(options, request, connection, answer, bytes), []));
  return answer.reply;
}

function arrival(connection: FoundConnection, activity: ActivityRow, notifications: Notification[]): Arrival {
  const { id: connectionId, tenantId, channelId } = connection;
  return { tenantId, connectionId, channelId, at: activity.at, activity, notifications };
}

function toActivity(
  options: WayInOptions,
  { id, token, address, message }: WebhookRequest,
  connection: FoundConnection,
  { reply, reason }: Answer,
  bytes: Buffer | undefined,
): ActivityRow {
  const { headers } = message;
  return {
    id,
    tenant_id: connection.tenantId,
    connection_id: connection.id,
    at: options.now(),
    outcome: reply.status >= 300 ? 'refused' : reason === undefined ? 'accepted' : 'ignored',
    reason: reason ?? (reply.status >= 300 ? reply.body : null),
    status: reply.status,
    generation: token.generation,
    address,
    user_agent: headers['user-agent']?.slice(0, 200) ?? null,
    content_type: headers['content-type']?.slice(0, 200) ?? null,
    size: bytes?.length ?? Number(headers['content-length'] ?? 0),
    // PostgreSQL keeps no NUL in a text.
    body: bytes ? mask(bodyText(bytes, headers['content-type']).slice(0, keptOfBody)).replaceAll('\0', '\uFFFD') : null,
  };
}
