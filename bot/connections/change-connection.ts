import type { Updateable } from 'kysely';
import type { ConnectionTable } from '../store/schema.ts';
import { endAttention, takeBackEnds } from './attention-rows.ts';
import { type Connection, ConnectionError } from './connection.ts';
import { changeRow, connectionRow } from './connection-rows.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { type EnteredSettings, sealSettings, settingsToChange } from './settings.ts';

/** What is absent stays as it is. */
export interface ConnectionChanges {
  name?: string | undefined;
  pictureUrl?: string | null | undefined;
  /** Settings that are not entered stay, and so do secrets that are masked. */
  settings?: EnteredSettings | undefined;
  /** Paused: callers get 403 until it is resumed. What was accepted before is still posted. */
  paused?: boolean | undefined;
}

/**
 * Changes a connection. `version` is the one that the caller saw, where changes of others must not be overwritten.
 * Throws a ConnectionError, and a SettingsError if a setting is wrong.
 */
export async function changeConnection(
  { store, keys, now }: ConnectionsOptions,
  tenantId: string,
  id: string,
  { name, pictureUrl, settings, paused }: ConnectionChanges,
  version?: number,
): Promise<Connection> {
  const newName = name === undefined ? undefined : checkName(name);
  return store.transaction().execute(async transaction => {
    const row = await connectionRow(transaction, tenantId, id, version);
    const changes: Updateable<ConnectionTable> = {};
    if (newName !== undefined) changes.name = newName;
    if (pictureUrl !== undefined) changes.picture_url = pictureUrl;
    if (paused !== undefined) changes.paused_at = paused ? (row.paused_at ?? now()) : null;
    if (settings) {
      const { connector, entered } = settings;
      changes.settings = sealSettings(
        { keys, connectionId: id, connector, stored: row.settings },
        { ...settingsToChange(connector, row.settings), ...entered },
      );
    }
    return changeRow(transaction, tenantId, id, changes);
  });
}

/** The name as it is stored. Throws a ConnectionError if there is nothing in it. */
export function checkName(name: string): string {
  if (name.trim() === '') throw new ConnectionError('name-missing', 'A connection needs a name.');
  return name.trim();
}

/**
 * Removes a connection: callers get 410 for ever, and its URLs are never given to another one. If it was to take the
 * place of another, that one stays. Throws a ConnectionError.
 */
export async function removeConnection(
  { store, now, onUrlChange }: ConnectionsOptions,
  tenantId: string,
  id: string,
  version?: number,
): Promise<Connection> {
  const removed = await store.transaction().execute(async transaction => {
    const at = now();
    const { replaces } = await connectionRow(transaction, tenantId, id, version);
    const connection = await changeRow(transaction, tenantId, id, { removed_at: at });
    await endAttention(transaction, tenantId, [id], { at, outcome: 'removed' });
    if (replaces !== null) await takeBackEnds(transaction, tenantId, [replaces], at);
    return connection;
  });
  onUrlChange?.(removed);
  return removed;
}
