import { randomBytes } from 'node:crypto';
import { changeConnection, checkName, removeConnection } from './change-connection.ts';
import { type Connection, ConnectionError, toConnection } from './connection.ts';
import { connectionRow } from './connection-rows.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { oldUrls } from './old-urls.ts';
import { recreate } from './recreate.ts';
import { replacement } from './replacements.ts';
import { type EnteredSettings, sealSettings } from './settings.ts';
import { stopOldUrls, updateUrl } from './update-url.ts';
import { urlState, urlStates } from './url-states.ts';
import { type WebhookUrls, webhookUrls } from './webhook-url.ts';
import { addUrl, currentUrl } from './webhook-urls.ts';

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

export function createConnections(options: ConnectionsOptions) {
  const { store, keys, publicUrl, now } = options;
  /**
   * Adds a connection with its first webhook URL. Throws a ConnectionError if the channel is not known, a
   * SettingsError if a setting is wrong.
   */
  async function add(tenantId: string, wanted: NewConnection): Promise<Connection> {
    const name = checkName(wanted.name);
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
          name,
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
      if (wanted.hasWebhookUrl !== false)
        await addUrl(transaction, keys, { tenantId, connectionId: id, generation: 1, at: now() });
      return toConnection(row);
    });
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
  async function get(tenantId: string, id: string): Promise<Connection> {
    return toConnection(await connectionRow(store, tenantId, id));
  }

  /**
   * The current webhook URL in its three shapes. A credential: show it only to those who may see it.
   * Throws a ConnectionError for a connection that is polled, and so has none.
   */
  async function urls(tenantId: string, id: string): Promise<WebhookUrls> {
    const row = await currentUrl(store, tenantId, id);
    const team = await store
      .selectFrom('connection')
      .leftJoin('team', 'team.id', 'connection.team_id')
      .select('team.group_id')
      .where('connection.tenant_id', '=', tenantId)
      .where('connection.id', '=', id)
      .executeTakeFirst();
    const token = { connectionId: id, rootKey: row.root_key, epoch: row.epoch, generation: row.generation };
    return webhookUrls(keys, publicUrl, token, { tenantId, groupId: team?.group_id ?? null });
  }

  const change = changeConnection.bind(undefined, options);
  return {
    add,
    list,
    get,
    urls,
    change,
    configure: (tenantId: string, id: string, settings: EnteredSettings) => change(tenantId, id, { settings }),
    pause: (tenantId: string, id: string) => change(tenantId, id, { paused: true }),
    resume: (tenantId: string, id: string) => change(tenantId, id, { paused: false }),
    remove: removeConnection.bind(undefined, options),
    updateUrl: updateUrl.bind(undefined, options),
    stopOldUrls: stopOldUrls.bind(undefined, options),
    recreate: recreate.bind(undefined, options),
    replacement: replacement.bind(undefined, options),
    urlState: urlState.bind(undefined, options),
    urlStates: urlStates.bind(undefined, options),
    oldUrls: oldUrls.bind(undefined, options),
  };
}
