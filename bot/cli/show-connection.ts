import { type Connection, ConnectionError } from '../connections/connection.ts';
import type { OldUrl } from '../connections/old-urls.ts';
import type { UrlState } from '../connections/url-states.ts';
import type { WebhookUrls } from '../connections/webhook-url.ts';
import type { Output } from './command.ts';
import type { Context } from './context.ts';
import { time } from './table.ts';

/** A connection with its webhook URL, its status, and who still calls the old ones. */
export async function showConnection({ connections }: Context, connection: Connection): Promise<Output> {
  const { tenantId, id } = connection;
  const urls = await connections.urls(tenantId, id).catch((error: unknown) => {
    if (error instanceof ConnectionError && error.code === 'no-webhook-url') return null;
    throw error;
  });
  const url = await connections.urlState(tenantId, id);
  const oldUrls = urls === null ? [] : await connections.oldUrls(tenantId, id);
  return { json: { ...connection, urls, url, oldUrls }, text: describe(connection, urls, url, oldUrls) };
}

function describe(connection: Connection, urls: WebhookUrls | null, state: UrlState | null, old: OldUrl[]): string {
  return [
    `${connection.name} (${connectorText(connection)}), ${statusText(connection)}`,
    `  id               ${connection.id}`,
    `  channel          ${connection.channelId}`,
    `  added            ${time(connection.createdAt)}`,
    ...(urls === null
      ? ['It is polled: it has no webhook URL, and needs none.']
      : [
          `  webhook URL      ${urls.short}`,
          `  webhookb2 form   ${urls.webhookb2}`,
          `  Workflows form   ${urls.workflows}`,
          `  URL status       ${urlText(state)}`,
          ...old.map(one => `  old URL          ${oldUrlText(one)}`),
          'Whoever knows a webhook URL can post to the channel: keep it as you keep a password.',
        ]),
  ].join('\n');
}

/** The status of a connection's URL, in words; nothing for a feed. */
export function urlText(state: UrlState | null): string {
  if (state === null) return '';
  const { status, reason, deadline, refusedCalls } = state;
  const details = [
    ...(reason === null ? [] : [reasons[reason]]),
    ...(deadline === null ? [] : [`${deadlineWords[status]} ${time(deadline)} UTC`]),
    ...(refusedCalls === 0 ? [] : [`calls refused: ${refusedCalls}`]),
  ];
  return details.length === 0 ? statuses[status] : `${statuses[status]} (${details.join(', ')})`;
}

const statuses = {
  'up-to-date': 'URL is up-to-date',
  'attention-required': 'Attention required',
  'waiting-for-first-message': 'Waiting for the first message on the new URL',
  expired: 'URL expired',
} as const;

/** What stands before the deadline. */
const deadlineWords = {
  'up-to-date': 'until',
  'attention-required': 'until',
  'waiting-for-first-message': 'the old URL ends',
  expired: 'ended',
} as const;

const reasons = {
  transition: 'URL transition',
  'root-key': 'its root key is retired',
  leaked: 'reported as leaked',
  age: 'too old',
  imported: "imported from Microsoft's connectors",
} as const;

function oldUrlText({ endsAt, calls, refusedCalls, lastCall }: OldUrl): string {
  const by =
    lastCall && `, last from ${lastCall.address} (${lastCall.userAgent ?? 'no User-Agent'}) at ${time(lastCall.at)}`;
  return `ends ${time(endsAt)} UTC; calls: ${calls}, refused: ${refusedCalls}${by ?? ''}`;
}

export const statusText = ({ status, statusReason }: Connection) =>
  statusReason === null ? status : `${status}: ${statusReason}`;

export const connectorText = ({ connector, connectorVersion }: Connection) =>
  connectorVersion === null ? connector : `${connector} ${connectorVersion}`;
