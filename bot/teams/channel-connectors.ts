import { statusOf } from '../connections/connection.ts';
import { urlStates } from '../connections/url-states.ts';
import type { Language } from '../locales/language.ts';
import type { BotOptions, ConnectorReference } from './bot-options.ts';
import type { ListedConnection } from './connectors-card.ts';
import type { Place } from './place.ts';

export type ConnectorsOptions = Pick<BotOptions, 'store' | 'now' | 'connectorName'>;

/** The connections of a channel, with what needs attention. */
export async function channelConnectors(
  { tenantId, channelId }: Pick<Place, 'tenantId' | 'channelId'>,
  language: Language,
  options: ConnectorsOptions,
): Promise<ListedConnection[]> {
  const rows = await options.store
    .selectFrom('connection')
    .select(['id', 'name', 'connector', 'connector_version', 'paused_at', 'suspended_at', 'removed_at'])
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('removed_at', 'is', null)
    .execute();
  const urls = await urlStates(
    options,
    tenantId,
    rows.map(row => row.id),
  );
  const nameOf = oncePerConnector(reference => options.connectorName(reference, language));
  return Promise.all(
    rows.map(async row => ({
      name: row.name,
      connector: await nameOf({ tenantId, connector: row.connector, connectorVersion: row.connector_version }),
      status: statusOf(row),
      url: urls.get(row.id)?.status,
    })),
  );
}

type NameOf = (reference: ConnectorReference) => Promise<string>;

/** A connector that the organisation published is read whole for its name: once, however many connections it has. */
function oncePerConnector(connectorName: NameOf): NameOf {
  const asked = new Map<string, Promise<string>>();
  return reference => {
    const key = `${reference.connector} ${reference.connectorVersion}`;
    const name = asked.get(key) ?? connectorName(reference);
    asked.set(key, name);
    return name;
  };
}
