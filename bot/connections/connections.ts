import { randomBytes } from 'node:crypto';
import type { Store, StoreOrTransaction } from '../store/store.ts';
import { type Connection, ConnectionError, toConnection } from './connection.ts';
import type { RootKeys } from './root-keys.ts';
import { type ConfigurableConnector, maskSettings, sealSettings } from './settings.ts';
import { type WebhookUrls, webhookUrls } from './webhook-url.ts';

/** How long an old URL goes on working where no URL transition says otherwise. */
export const oldUrlGrace = 72 * 60 * 60 * 1000;
const lastGeneration = 65_535;

export interface ConnectionsOptions {
  store: Store;
  keys: RootKeys;
  /** Where callers reach us, without a slash at the end. */
  publicUrl: string;
  now: () => number;
}

/** Creates, shows, changes and removes connections. Whoever calls has asked before whether the user may. */
export type Connections = ReturnType<typeof createConnections>;

export interface NewConnection {
  channelId: string;
  connector: string;
  /** Of a connector that the organisation published. */
  connectorVersion?: string | null;
  name: string;
  pictureUrl?: string;
  createdBy?: string;
  /** False for a connector that is polled. True if it is not given. */
  hasWebhookUrl?: boolean;
  /** What was entered for the connector's settings. */
  settings?: EnteredSettings;
}

/** Settings as somebody entered them, with the connector that says what they must be. */
export interface EnteredSettings {
  connector: ConfigurableConnector;
  entered: Record<string, unknown>;
}

const noWebhookUrl = () =>
  new ConnectionError('no-webhook-url', 'This connection is polled: it has no webhook URL, and needs none.');

export function createConnections({ store, keys, publicUrl, now }: ConnectionsOptions) {
  /**
   * Adds a connection with its first webhook URL. Throws a ConnectionError if the channel is not known, a
   * SettingsError if a setting is wrong.
   */
  async function add(tenantId: string, wanted: NewConnection): Promise<Connection> {
    if (wanted.name.trim() === '') throw new ConnectionError('name-missing', 'A connection needs a name.');
    return store.transaction().execute(async transaction => {
      const channel = await transaction
        .selectFrom('channel')
        .select(['id', 'team_id'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', wanted.channelId)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      if (!channel)
        throw new ConnectionError(
          'channel-not-found',
          `No channel ${wanted.channelId} is known. Install Channel Connectors in its team first; "teams list" shows what is known.`,
        );
      const id = randomBytes(12).toString('hex');
      const { settings } = wanted;
      const row = await transaction
        .insertInto('connection')
        .values({
          id,
          tenant_id: tenantId,
          team_id: channel.team_id,
          channel_id: channel.id,
          connector: wanted.connector,
          connector_version: wanted.connectorVersion ?? null,
          name: wanted.name.trim(),
          picture_url: wanted.pictureUrl ?? null,
          settings: settings ? sealSettings({ keys, connectionId: id, ...settings }, settings.entered) : '{}',
          created_by: wanted.createdBy ?? null,
          created_at: now(),
          paused_at: null,
          suspended_at: null,
          suspended_reason: null,
          removed_at: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      if (wanted.hasWebhookUrl !== false) await addUrl(transaction, tenantId, row.id, 1);
      return toConnection(row);
    });
  }

  async function addUrl(transaction: StoreOrTransaction, tenantId: string, id: string, generation: number) {
    const organization = await transaction
      .selectFrom('organization_config')
      .select('url_epoch')
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst();
    await transaction
      .insertInto('webhook_url')
      .values({
        connection_id: id,
        tenant_id: tenantId,
        generation,
        root_key: keys.current,
        epoch: organization?.url_epoch ?? 0,
        created_at: now(),
        ends_at: null,
      })
      .execute();
  }

  /** The connections of a tenant, oldest first; without the removed ones. */
  async function list(tenantId: string, channelId?: string): Promise<Connection[]> {
    const rows = await store
      .selectFrom('connection')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('removed_at', 'is', null)
      .$if(channelId !== undefined, query => query.where('channel_id', '=', channelId ?? ''))
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(toConnection);
  }

  /** Throws a ConnectionError if there is none, or if it was removed. */
  async function get(tenantId: string, id: string, from: StoreOrTransaction = store): Promise<Connection> {
    const row = await from
      .selectFrom('connection')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!row)
      throw new ConnectionError(
        'connection-not-found',
        `There is no connection ${id}. "connections list" shows those there are.`,
      );
    return toConnection(row);
  }

  /**
   * The current webhook URL in its three shapes. A credential: show it only to those who may see it.
   * Throws a ConnectionError for a connection that is polled, and so has none.
   */
  async function urls(tenantId: string, id: string): Promise<WebhookUrls> {
    const row = await store
      .selectFrom('webhook_url')
      .innerJoin('connection', 'connection.id', 'webhook_url.connection_id')
      .leftJoin('team', 'team.id', 'connection.team_id')
      .select(['generation', 'root_key', 'epoch', 'team.group_id'])
      .where('webhook_url.tenant_id', '=', tenantId)
      .where('webhook_url.connection_id', '=', id)
      .orderBy('generation', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) throw noWebhookUrl();
    const token = { connectionId: id, rootKey: row.root_key, epoch: row.epoch, generation: row.generation };
    return webhookUrls(keys, publicUrl, token, { tenantId, groupId: row.group_id });
  }

  /** Makes a new webhook URL. The old one goes on for `grace` milliseconds. */
  async function updateUrl(tenantId: string, id: string, grace = oldUrlGrace): Promise<Connection> {
    return store.transaction().execute(async transaction => {
      await get(tenantId, id, transaction);
      const { generation } = await transaction
        .selectFrom('webhook_url')
        .select(eb => eb.fn.max<number | null>('generation').as('generation'))
        .where('tenant_id', '=', tenantId)
        .where('connection_id', '=', id)
        .executeTakeFirstOrThrow();
      if (generation === null) throw noWebhookUrl();
      if (generation >= lastGeneration)
        throw new ConnectionError('url-generations-used-up', 'This connection had all its URLs: add a new connection.');
      await transaction
        .updateTable('webhook_url')
        .set({ ends_at: now() + grace })
        .where('tenant_id', '=', tenantId)
        .where('connection_id', '=', id)
        .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now() + grace)]))
        .execute();
      await addUrl(transaction, tenantId, id, generation + 1);
      return change(tenantId, id, {}, transaction);
    });
  }

  type Changes = { name?: string; settings?: string; paused_at?: number | null; removed_at?: number };

  /** Changes the settings; secrets that are not entered again stay. Throws a SettingsError. */
  async function configure(tenantId: string, id: string, { connector, entered }: EnteredSettings): Promise<Connection> {
    return store.transaction().execute(async transaction => {
      await get(tenantId, id, transaction);
      const { settings: stored } = await transaction
        .selectFrom('connection')
        .select('settings')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const before = maskSettings(stored);
      const settings = sealSettings({ keys, connectionId: id, connector, stored }, { ...before, ...entered });
      return change(tenantId, id, { settings }, transaction);
    });
  }

  async function change(tenantId: string, id: string, changes: Changes, to: StoreOrTransaction = store) {
    await get(tenantId, id, to);
    const row = await to
      .updateTable('connection')
      .set({ ...changes, version: eb => eb('version', '+', 1) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return toConnection(row);
  }

  /** Paused: callers get 403 until it is resumed. What was accepted before is still posted. */
  const pause = (tenantId: string, id: string) => change(tenantId, id, { paused_at: now() });
  const resume = (tenantId: string, id: string) => change(tenantId, id, { paused_at: null });
  /** Removed: callers get 410 for ever. Its URLs are never given to another connection. */
  const remove = (tenantId: string, id: string) => change(tenantId, id, { removed_at: now() });

  return { add, list, get, urls, configure, updateUrl, pause, resume, remove };
}
