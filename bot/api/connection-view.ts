import type { Connector } from '../catalogue/connector-files.ts';
import { toConnection } from '../connections/connection.ts';
import type { ConnectionRow } from '../connections/connection-rows.ts';
import { maskSettings, settingsToChange } from '../connections/settings.ts';
import type { ApiTexts } from '../locales/api-texts.ts';
import { fillIn } from '../locales/bot-texts.ts';
import type { Language } from '../locales/language.ts';
import type { SeenConnection } from './access.ts';
import type { ApiContext } from './api-options.ts';
import type { Channel } from './channel-row.ts';
import { lastMessages } from './connection-rows.ts';
import { iconAddress } from './connector-finder.ts';
import type { ConnectionDetail, ConnectionSummary, UrlState } from './contract.ts';
import { countDeadLetters } from './dead-letters.ts';
import { readLeftOut } from './left-out.ts';
import { readPeople } from './people.ts';

/** In whose language a view is made. */
export interface Reader {
  language: Language;
  texts: ApiTexts;
}

/** A page of connections of one channel, as people see them. */
export async function toSummaries(
  context: ApiContext,
  channel: Channel,
  rows: readonly ConnectionRow[],
  reader: Reader,
): Promise<ConnectionSummary[]> {
  const { tenantId } = channel;
  const ids = rows.map(row => row.id);
  const urls = await context.connections.urlStates(tenantId, ids);
  const arrived = await lastMessages(context.store, tenantId, ids);
  const personOf = await readPeople(
    context,
    channel,
    rows.map(row => row.created_by),
  );
  return Promise.all(
    rows.map(async row => {
      const connector = await context.findConnector(tenantId, row);
      const url = urls.get(row.id) ?? null;
      const status = statusText(row, reader.texts);
      return {
        id: row.id,
        name: row.name,
        pictureUrl: row.picture_url,
        connector: connectorOf(row, connector, url, reader.language),
        addedBy: personOf(row.created_by),
        addedAt: row.created_at,
        lastMessageAt: arrived.get(row.id) ?? null,
        ...status,
        url,
        regenerate: url === null ? null : connector?.body.format === 'events' ? 'recreate' : 'update',
      };
    }),
  );
}

/** One connection with all that there is to know of it, but for its webhook URL. */
export async function toDetail(
  context: ApiContext,
  { channel, row }: Pick<SeenConnection, 'channel' | 'row'>,
  reader: Reader,
): Promise<ConnectionDetail> {
  const { tenantId, channelId } = channel;
  const [summary] = await toSummaries(context, channel, [row], reader);
  if (!summary) throw new Error('A row has made no view.');
  const connector = await context.findConnector(tenantId, row);
  const replacement = await context.connections.replacement(tenantId, row);
  return {
    ...summary,
    channelId,
    settings: connector ? settingsToChange(connector, row.settings) : maskSettings(row.settings),
    connectorVersion: row.connector_version,
    ...replacement,
    failed: await countDeadLetters(context.store, tenantId, row.id),
    leftOut: await readLeftOut(context.store, tenantId, row.id),
    version: row.version,
  };
}

function connectorOf(
  row: ConnectionRow,
  connector: Connector | undefined,
  url: UrlState | null,
  language: Language,
): ConnectionSummary['connector'] {
  return {
    id: row.connector,
    name: connector?.name[language] ?? row.connector,
    icon: connector ? iconAddress(connector) : null,
    // One that is no longer in the catalogue is known by whether it has a URL.
    kind: (connector ? connector.body.format === 'feed' : url === null) ? 'feed' : 'webhook',
  };
}

function statusText(
  row: ConnectionRow,
  { status: texts }: ApiTexts,
): Pick<ConnectionSummary, 'status' | 'statusReason'> {
  const { status, statusReason } = toConnection(row);
  switch (status) {
    case 'paused':
      return { status, statusReason: texts.paused };
    case 'suspended':
      return { status, statusReason: fillIn(texts.suspended, { reason: statusReason ?? texts.unknownReason }) };
    default:
      return { status: 'active', statusReason: null };
  }
}
