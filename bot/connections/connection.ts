import type { Selectable } from 'kysely';
import type { ConnectionTable, Time } from '../store/schema.ts';

/** A connector that somebody configured for one channel. */
export interface Connection {
  id: string;
  tenantId: string;
  teamId: string;
  channelId: string;
  connector: string;
  /** Null for a built-in connector. */
  connectorVersion: string | null;
  name: string;
  pictureUrl: string | null;
  createdBy: string | null;
  createdAt: Time;
  status: ConnectionStatus;
  /** For a suspended connection: why, for people. */
  statusReason: string | null;
  version: number;
}

export type ConnectionStatus = 'active' | 'paused' | 'suspended' | 'removed';

export function toConnection(row: Selectable<ConnectionTable>): Connection {
  const status = statusOf(row);
  return {
    id: row.id,
    tenantId: row.tenant_id,
    teamId: row.team_id,
    channelId: row.channel_id,
    connector: row.connector,
    connectorVersion: row.connector_version,
    name: row.name,
    pictureUrl: row.picture_url,
    createdBy: row.created_by,
    createdAt: row.created_at,
    status,
    statusReason: status === 'suspended' ? row.suspended_reason : null,
    version: row.version,
  };
}

/** Paused by a person counts before suspended by circumstances: resuming is then the first thing to do. */
export function statusOf(
  row: Pick<Selectable<ConnectionTable>, 'removed_at' | 'paused_at' | 'suspended_at'>,
): ConnectionStatus {
  if (row.removed_at !== null) return 'removed';
  if (row.paused_at !== null) return 'paused';
  if (row.suspended_at !== null) return 'suspended';
  return 'active';
}

/** What cannot be done with a connection, and what a person can do about it. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
  readonly code:
    | 'connection-not-found'
    | 'channel-not-found'
    | 'name-missing'
    | 'no-webhook-url'
    | 'url-generations-used-up'
    | 'changed-meanwhile'
    | 'being-replaced'
    | 'url-transition-open'
    | 'no-url-transition'
    | 'deadline-not-in-future'
    | 'root-key-unknown'
    | 'root-key-in-use'
    | 'url-epochs-used-up';

  constructor(code: ConnectionError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
