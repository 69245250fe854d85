import { z } from 'zod';
import { refusalText } from '../catalogue/catalogue.ts';
import type { Connector } from '../catalogue/connector-files.ts';
import { connectionRow } from '../connections/connection-rows.ts';
import { mustBeEnabled, type SeenConnection } from './access.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext } from './api-options.ts';
import { connectionIds, readConnectionPage } from './connection-rows.ts';
import { type Reader, toDetail, toSummaries } from './connection-view.ts';
import { changeConnectionRequest, connectionsQuery, newConnectionRequest } from './contract/requests.ts';
import type { ConnectionPage } from './contract.ts';
import { readCursor, writeCursor } from './http/cursor.ts';
import type { ApiAnswer, Handler } from './http/resource.ts';

const cursorShape = z.tuple([z.number(), z.string().max(50)]);

/** `GET /api/channels/:channelId/connections` */
export function connectionPage(context: ApiContext): Handler {
  return async ({ user, language, texts, part, query }) => {
    const { channel } = await context.access.seeChannel(user, part('channelId'));
    const { tenantId, channelId } = channel;
    const { cursor, limit, search } = query(connectionsQuery);
    const after = readCursor(cursorShape, cursor, texts);
    const rows = await readConnectionPage(context.store, { tenantId, channelId, after, limit, search });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const body: ConnectionPage = {
      connections: await toSummaries(context, channel, page, { language, texts }),
      total: (await connectionIds(context.store, tenantId, channelId)).length,
      next: last && rows.length > limit ? writeCursor([last.created_at, last.id]) : null,
    };
    return { body };
  };
}

/** `POST /api/channels/:channelId/connections` */
export function addConnection(context: ApiContext): Handler {
  return async ({ user, language, texts, part, body }) => {
    const seen = await context.access.changeChannel(user, part('channelId'));
    const { tenantId, channelId } = seen.channel;
    const wanted = await body(newConnectionRequest);
    mustBeEnabled(seen.channel);
    const { connector, version } = await addable(context, tenantId, wanted.connector, language);
    const added = await context.connections.add(tenantId, {
      channelId,
      connector: connector.id,
      connectorVersion: version,
      name: wanted.name,
      createdBy: user.id,
      hasWebhookUrl: connector.body.format !== 'feed',
      settings: { connector, entered: wanted.settings },
      ...(wanted.pictureUrl !== null && { pictureUrl: wanted.pictureUrl }),
    });
    return detailAnswer(context, { channel: seen.channel, id: added.id, status: 201 }, { language, texts });
  };
}

async function addable({ catalogue }: ApiContext, tenantId: string, id: string, language: Reader['language']) {
  const may = await catalogue.mayAdd(tenantId, id);
  if (may.ok) return may;
  throw new ApiError('connector-refused', { detail: refusalText(may.entry.name, may.refusal, language) });
}

/** `GET /api/connections/:id` */
export function connectionDetail(context: ApiContext): Handler {
  return async ({ user, language, texts, part }) => {
    const seen = await context.access.seeConnection(user, part('id'));
    const detail = await toDetail(context, seen, { language, texts });
    return { body: detail, version: detail.version };
  };
}

/** `PATCH /api/connections/:id` */
export function changeConnection(context: ApiContext): Handler {
  return async ({ user, language, texts, part, body, seenVersion }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    const version = seenVersion();
    const { settings: entered, ...changes } = await body(changeConnectionRequest);
    const { tenantId, channelId } = channel;
    const settings = entered && { connector: await connectorOf(context, tenantId, row), entered };
    await context.connections.change(tenantId, row.id, { ...changes, settings }, version);
    if (changes.paused === false) await context.wake(tenantId, [channelId]);
    return detailAnswer(context, { channel, id: row.id }, { language, texts });
  };
}

async function connectorOf(
  { findConnector }: ApiContext,
  tenantId: string,
  row: SeenConnection['row'],
): Promise<Connector> {
  const connector = await findConnector(tenantId, row);
  if (!connector) throw new ApiError('not-possible', { text: 'connector-gone' });
  return connector;
}

/** `DELETE /api/connections/:id` */
export function removeConnection(context: ApiContext): Handler {
  return async ({ user, part, seenVersion }) => {
    const { channel, row } = await context.access.changeConnection(user, part('id'));
    await context.connections.remove(channel.tenantId, row.id, seenVersion());
    return {};
  };
}

/** A connection as it is now, after it was added or changed. */
export async function detailAnswer(
  context: ApiContext,
  { channel, id, status }: Pick<SeenConnection, 'channel'> & { id: string; status?: number },
  reader: Reader,
): Promise<ApiAnswer> {
  const row = await connectionRow(context.store, channel.tenantId, id);
  const detail = await toDetail(context, { channel, row }, reader);
  return { body: detail, version: detail.version, ...(status !== undefined && { status }) };
}
