import { type CompiledQuery, sql } from 'kysely';
import type { GroupConfig, OrganizationConfig } from '../policy/connectors-enabled.ts';
import { perTurn } from '../store/batch.ts';
import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type ConnectionStatus, statusOf } from './connection.ts';
import type { Token } from './token.ts';
import type { CalledUrl } from './url-usage.ts';

/** All that the way in has to know of a connection, from one query. */
export interface FoundConnection extends CalledUrl {
  id: string;
  tenantId: string;
  channelId: string;
  connector: string;
  /** Null for a built-in connector. */
  connectorVersion: string | null;
  /** JSON; its shape is the connector's. */
  settings: string;
  status: ConnectionStatus;
  /** Which URL was called. */
  generation: number;
  /** When the URL that was called ends, or ended; null for the current one. */
  urlEndsAt: Time | null;
  /** It was removed because another connection took its place. */
  isRecreated: boolean;
  organization: OrganizationConfig;
  group: GroupConfig;
  /** How many of its deliveries wait, up to `mostWaiting`; 0 as long as fewer wait in its whole channel. */
  waiting: number;
}

/** As many may wait for one connection: at Teams' 1,800 an hour for a channel, five and a half hours of posting. */
export const mostWaiting = 10_000;

/** Sizes of the query, so that few texts of it exist; the last URL fills the rest. */
const sizes = [1, 4, 16, 64, 256];

/**
 * Finds the connection of a token, undefined if there never was one with this URL. All that is asked in one turn of
 * the event loop is one query; nothing is kept, so that a pause on the command line holds from the next request on.
 * The one query that does not name a tenant: the token is what tells it.
 */
export function createConnectionFinder(store: Store): (token: Token) => Promise<FoundConnection | undefined> {
  const compiled = new Map<number, CompiledQuery<Row>>();

  async function rowsOf(urls: Token[]): Promise<Row[]> {
    const size = sizes.find(one => one >= urls.length) ?? urls.length;
    const query = compiled.get(size) ?? select(store, size).compile();
    compiled.set(size, query);
    const parameters = urls.flatMap(({ connectionId, generation }) => [connectionId, generation]);
    while (parameters.length < 2 * size) parameters.push(...parameters.slice(-2));
    return (await store.executeQuery<Row>({ ...query, parameters })).rows;
  }

  return perTurn(async tokens => {
    const urls = new Map(tokens.map(token => [keyOf(token), token]));
    const rows = new Map((await rowsOf([...urls.values()])).map(row => [keyOf(toToken(row)), row]));
    return tokens.map(token => {
      const row = rows.get(keyOf(token));
      return row && toFound(row);
    });
  });
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const keyOf = (url: Token) => `${url.connectionId} ${url.generation} ${url.rootKey} ${url.epoch}`;

const toToken = (row: Row): Token => ({
  connectionId: row.id,
  generation: row.generation,
  rootKey: row.root_key,
  epoch: row.epoch,
});

/** Only the URLs that are asked for are read: a connection may have had thousands. They are its only parameters. */
function select(store: Store, size: number) {
  const urls = Array.from({ length: size }, () => sql`(${''}, ${0})`);
  return store
    .selectFrom('connection')
    .innerJoin('webhook_url', 'webhook_url.connection_id', 'connection.id')
    .leftJoin('team', 'team.id', 'connection.team_id')
    .leftJoin('organization_config', 'organization_config.tenant_id', 'connection.tenant_id')
    .leftJoin('group_config', join =>
      join
        .onRef('group_config.tenant_id', '=', 'connection.tenant_id')
        .onRef('group_config.group_id', '=', 'team.group_id'),
    )
    .leftJoin('channel_queue', 'channel_queue.channel_id', 'connection.channel_id')
    .select(eb => [
      'connection.id',
      'connection.tenant_id',
      'connection.channel_id',
      'connection.connector',
      'connection.connector_version',
      'connection.settings',
      'connection.paused_at',
      'connection.suspended_at',
      'connection.removed_at',
      'webhook_url.generation',
      'webhook_url.root_key',
      'webhook_url.epoch',
      'webhook_url.ends_at',
      'webhook_url.first_used_at',
      'webhook_url.last_used_at',
      'organization_config.connectors_enabled as organization_enabled',
      'organization_config.connectors_enabled_for_teams as organization_enabled_for_teams',
      'organization_config.connectors_actionable_messages_enabled as actionable_messages',
      'group_config.connectors_enabled as group_enabled',
      // Counted only where enough waits in its channel: of a neighbour, or of what is suspended, it is no matter.
      eb
        .case()
        .when('channel_queue.waiting', '>=', eb.lit(mostWaiting))
        .then(
          eb
            .selectFrom(
              eb
                .selectFrom('delivery')
                .select('delivery.id')
                .whereRef('delivery.connection_id', '=', 'connection.id')
                .where('delivery.finished_at', 'is', null)
                .limit(eb.lit(mostWaiting))
                .as('open'),
            )
            .select(({ fn }) => fn.countAll<number>().as('count')),
        )
        .else(eb.lit(0))
        .end()
        .as('waiting'),
      eb
        .selectFrom('webhook_url as newest')
        .select(({ fn }) => fn.max('newest.generation').as('generation'))
        .whereRef('newest.connection_id', '=', 'connection.id')
        .as('newest_generation'),
      // Looked for where it matters only.
      eb
        .case()
        .when('connection.removed_at', 'is not', null)
        .then(
          eb
            .selectFrom('connection as replacement')
            .select(({ fn }) => fn.min('replacement.id').as('id'))
            .whereRef('replacement.tenant_id', '=', 'connection.tenant_id')
            .whereRef('replacement.channel_id', '=', 'connection.channel_id')
            .whereRef('replacement.replaces', '=', 'connection.id')
            .where('replacement.removed_at', 'is', null),
        )
        .end()
        .as('replacement'),
    ])
    .where(
      ({ refTuple }) =>
        sql<boolean>`${refTuple('webhook_url.connection_id', 'webhook_url.generation')} in (values ${sql.join(urls)})`,
    );
}

function toFound(row: Row): FoundConnection {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    channelId: row.channel_id,
    connector: row.connector,
    connectorVersion: row.connector_version,
    settings: row.settings,
    status: statusOf(row),
    generation: row.generation,
    urlEndsAt: row.ends_at,
    urlIsCurrent: row.generation === row.newest_generation,
    urlFirstUsedAt: row.first_used_at,
    urlLastUsedAt: row.last_used_at,
    isRecreated: row.replacement !== null,
    organization: {
      ConnectorsEnabled: flag(row.organization_enabled),
      ConnectorsEnabledForTeams: flag(row.organization_enabled_for_teams),
      ConnectorsActionableMessagesEnabled: flag(row.actionable_messages),
    },
    group: { ConnectorsEnabled: flag(row.group_enabled) },
    waiting: row.waiting ?? 0,
  };
}

const flag = (value: 0 | 1 | null) => (value === null ? null : value === 1);
