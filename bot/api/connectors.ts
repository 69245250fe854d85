import type { CatalogueEntry } from '../catalogue/catalogue.ts';
import type { Connector } from '../catalogue/connector-files.ts';
import { ApiError } from './api-error.ts';
import type { ApiContext } from './api-options.ts';
import { toConnectorDetail, toConnectorSummary } from './connector-view.ts';
import { previewRequest } from './contract/requests.ts';
import type { ConnectorList, Preview } from './contract.ts';
import type { Handler } from './http/resource.ts';
import { previewSample } from './preview.ts';

/** `/api/channels/:channelId/connectors` */
export function connectorList(context: ApiContext): Handler {
  return async ({ user, language, part }) => {
    const { channel } = await context.access.seeChannel(user, part('channelId'));
    const configured = await countConfigured(context, user.tenantId, channel.channelId);
    const entries = await context.catalogue.entries(user.tenantId);
    const connectors = await Promise.all(
      entries.map(async entry =>
        toConnectorSummary(entry, await connectorOf(context, user.tenantId, entry), {
          language,
          configured: configured.get(entry.id) ?? 0,
        }),
      ),
    );
    connectors.sort((one, other) => one.name.localeCompare(other.name, language));
    return { body: { connectors } satisfies ConnectorList };
  };
}

/** `/api/channels/:channelId/connectors/:connectorId` */
export function connectorDetail(context: ApiContext): Handler {
  return async ({ user, language, part }) => {
    const { channel } = await context.access.seeChannel(user, part('channelId'));
    const { entry, connector } = await findEntry(context, user.tenantId, part('connectorId'));
    const configured = (await countConfigured(context, user.tenantId, channel.channelId)).get(entry.id) ?? 0;
    const samples = connector ? await context.listSamples(connector, language) : [];
    return { body: toConnectorDetail(entry, connector, { language, configured, samples }) };
  };
}

/** `/api/channels/:channelId/connectors/:connectorId/preview` */
export function connectorPreview(context: ApiContext): Handler {
  return async ({ user, language, part, body }) => {
    await context.access.seeChannel(user, part('channelId'));
    const { connector } = await findEntry(context, user.tenantId, part('connectorId'));
    const { sample, name, pictureUrl } = await body(previewRequest);
    if (!connector) throw new ApiError('not-found');
    const head = { name: name || connector.name[language], pictureUrl };
    return { body: { cards: previewSample(connector, sample, head, language) } satisfies Preview };
  };
}

async function findEntry(context: ApiContext, tenantId: string, id: string) {
  const entry = (await context.catalogue.entries(tenantId)).find(one => one.id === id);
  if (!entry) throw new ApiError('connector-not-found');
  return { entry, connector: await connectorOf(context, tenantId, entry) };
}

async function connectorOf(
  { findConnector }: ApiContext,
  tenantId: string,
  { id, origin, version }: CatalogueEntry,
): Promise<Connector | undefined> {
  return findConnector(tenantId, {
    connector: id,
    connector_version: origin === 'organization' ? (version ?? null) : null,
  });
}

/** How many connections of each connector a channel has. */
async function countConfigured({ store }: ApiContext, tenantId: string, channelId: string) {
  const rows = await store
    .selectFrom('connection')
    .select(eb => ['connector', eb.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('removed_at', 'is', null)
    .groupBy('connector')
    .execute();
  return new Map(rows.map(row => [row.connector, row.count]));
}
