import type { ReceivingConnector } from '../catalogue/find-receiving-connector.ts';
import { verifySender } from '../catalogue/verification/verify-sender.ts';
import { type FoundConnection, mostWaiting } from '../connections/find-connection.ts';
import type { RootKeys } from '../connections/root-keys.ts';
import { type OpenedSettings, openSettings } from '../connections/settings.ts';
import type { Token } from '../connections/token.ts';
import type { UrlUse } from '../connections/url-usage.ts';
import type { ActivityRow, Arrival } from '../delivery/outbox.ts';
import type { Notification } from '../notification/notification.ts';
import type { Cloud } from '../policy/cloud.ts';
import { connectorsEnabled } from '../policy/connectors-enabled.ts';
import { type KeptBody, keepBody, toActivity } from './activity-row.ts';
import { deliveryIdOf } from './delivery-id.ts';
import { goneReply } from './gone-reply.ts';
import { type Body, readBody } from './read-body.ts';
import type { MessageContext, ReadMessage } from './read-message.ts';
import { type Reply, replies, tooLarge, tooMany } from './replies.ts';
import type { Room } from './room.ts';
import { urlUseOf } from './url-use.ts';
import type { Answer, WebhookRequest } from './webhook-request.ts';

export interface WayInOptions {
  findConnection: (token: Token) => Promise<FoundConnection | undefined>;
  /** Undefined for a connector that is no longer in the catalogue, or has no webhook URL. */
  findConnector: (
    connection: FoundConnection,
  ) => ReceivingConnector | undefined | Promise<ReceivingConnector | undefined>;
  /**
   * Makes notifications of a body; of a large one elsewhere, and its bytes are lost then. `not read`: a fault of ours,
   * or too much to do; `later` where the same body may be read another time. Never rejects.
   */
  readMessage: (connector: ReceivingConnector, bytes: Buffer, context: MessageContext) => Read | Promise<Read>;
  /** For large bodies. */
  room: Room;
  /** For the secrets among a connection's settings. */
  keys: RootKeys;
  /** The beginning of webhook URLs, which some services sign. */
  publicUrl: string;
  /** Writes down what came in; the reply waits for it. */
  outbox: (arrival: Arrival) => Promise<void>;
  /** Writes down who calls old URLs, and the first message on a new one. Never rejects: the reply stands already. */
  urlUsed: (use: UrlUse) => Promise<void>;
  cloud: Cloud;
  /** Seconds to wait for a URL that is called too often, else 0. */
  limit: (connectionId: string, now: number) => number;
  /** True while another refusal of this connection may be written down: a flood of them must not fill the disk. */
  mayRecordRefusal: (connectionId: string, now: number) => boolean;
  now: () => number;
}

type Read = ReadMessage | { outcome: 'not read'; later: boolean };

/**
 * The way of a request: connection, policy, body, connector, outbox. Undefined if the caller hung up.
 * Rejects only where the store fails.
 */
export async function receiveWebhook(options: WayInOptions, request: WebhookRequest): Promise<Reply | undefined> {
  const connection = await options.findConnection(request.token);
  if (!connection) return replies.notFound;
  const reply = await replyFor(options, request, connection);
  const use = reply && urlUseOf(connection, request, reply, options.now());
  if (use) await options.urlUsed(use);
  return reply;
}

async function replyFor(
  options: WayInOptions,
  request: WebhookRequest,
  connection: FoundConnection,
): Promise<Reply | undefined> {
  const refusal = refuse(options, connection);
  if (refusal) return record(options, request, connection, refusal, undefined);

  const connector = await options.findConnector(connection);
  if (!connector)
    return record(
      options,
      request,
      connection,
      { reply: replies.notFound, reason: 'The connector is no longer in the catalogue.' },
      undefined,
    );
  const body = await readBody(request.message, connector.cap, options.room);
  if ('refused' in body) return refuseBody(options, request, connection, connector, body.refused);
  try {
    return await receiveBody(options, request, connection, connector, body.bytes);
  } finally {
    body.release();
  }
}

async function refuseBody(
  options: WayInOptions,
  request: WebhookRequest,
  connection: FoundConnection,
  { cap }: ReceivingConnector,
  refused: Extract<Body, { refused: string }>['refused'],
): Promise<Reply | undefined> {
  const refuse = (answer: Answer) => record(options, request, connection, answer, undefined);
  switch (refused) {
    case 'cut off':
      return undefined;
    case 'too large':
      return refuse({ reply: tooLarge(cap) });
    case 'no room':
      return refuse({ reply: replies.busy });
    case 'unsupported encoding':
      return refuse({ reply: replies.unsupportedEncoding });
    case 'bad encoding':
      return refuse({ reply: replies.badPayload, reason: badEncoding });
  }
}

const badEncoding = 'The body is not in the form that its Content-Encoding says.';

/** What can be refused without reading the body. */
function refuse({ cloud, limit, now }: WayInOptions, connection: FoundConnection): Answer | undefined {
  const gone = goneReply(connection, now());
  if (gone) return { reply: gone };
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
  connector: ReceivingConnector,
  bytes: Buffer,
): Promise<Reply> {
  const contentType = request.message.headers['content-type'];
  const kept = keepBody(bytes, contentType);
  const refuse = (reply: Reply, reason?: string) =>
    record(options, request, connection, { reply, ...(reason !== undefined && { reason }) }, kept);

  const context = contextOf(options, request, connection);
  const proof = await verify(options, request, connector, context, bytes);
  if (proof.verified === false) return refuse(replies.notVerified, proof.reason);

  const deliveryId = deliveryIdOf(connector.deliveryId?.header, { headers: context.headers, proof, bytes });
  const { headers, plain: settings } = context;
  const read = await options.readMessage(connector, bytes, { contentType, headers, settings });
  switch (read.outcome) {
    case 'empty':
      return refuse(replies.emptyPayload);
    case 'not JSON':
      return refuse(replies.badPayload, 'The body is not JSON, or more in depth or number than any message has.');
    case 'not read':
      // The same body would come to the same end: its sender is not told to send it again.
      return read.later ? refuse(replies.busy) : refuse(replies.badPayload, notRead);
    case 'ignored':
      return record(options, request, connection, { reply: replies.accepted, reason: read.reason }, kept);
    case 'refused':
      return refuse(read.reply === 'bad-payload' ? replies.badPayload : replies.summaryOrTextRequired, read.reason);
    case 'accepted': {
      const activity = toActivity(options.now(), request, connection, { reply: replies.accepted }, kept);
      await options.outbox({
        ...arrival(connection, activity, read.notifications),
        ...(deliveryId && { numbered: { deliveryId, reasonIfRepeated } }),
      });
      return replies.accepted;
    }
  }
}

const notRead = 'Reading the body took too much time or memory, and was given up: send less in one message.';
const reasonIfRepeated = 'The service has sent this delivery before; it was not posted again.';

/** What comes with a body, for the connector and for the proof of who sent it. */
interface BodyContext extends OpenedSettings {
  /** Names in lower case, as Node has them. */
  headers: Record<string, string>;
}

function contextOf({ keys }: WayInOptions, { message }: WebhookRequest, connection: FoundConnection): BodyContext {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) headers[name] = String(value ?? '');
  return { headers, ...openSettings(keys, connection.id, connection.settings) };
}

async function verify(
  { publicUrl, now }: WayInOptions,
  { message }: WebhookRequest,
  { verification }: ReceivingConnector,
  { headers, plain, secrets }: BodyContext,
  bytes: Buffer,
) {
  const urls = [`${publicUrl}${message.url ?? ''}`];
  return verifySender(verification, { bytes, headers, urls, plain, secrets, now: now() });
}

/** Writes a refusal, or what is deliberately not posted, down for people to see, and answers it. */
async function record(
  options: WayInOptions,
  request: WebhookRequest,
  connection: FoundConnection,
  answer: Answer,
  body: KeptBody | undefined,
): Promise<Reply> {
  const now = options.now();
  const refused = answer.reply.status >= 300;
  if (!refused || options.mayRecordRefusal(connection.id, now))
    await options.outbox(arrival(connection, toActivity(now, request, connection, answer, body), []));
  return answer.reply;
}

function arrival(connection: FoundConnection, activity: ActivityRow, notifications: Notification[]): Arrival {
  const { id: connectionId, tenantId, channelId } = connection;
  return { tenantId, connectionId, channelId, at: activity.at, activity, notifications };
}
