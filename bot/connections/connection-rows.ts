import type { Selectable, Updateable } from 'kysely';
import type { ConnectionTable } from '../store/schema.ts';
import type { StoreOrTransaction } from '../store/store.ts';
import { type Connection, ConnectionError, toConnection } from './connection.ts';

export type ConnectionRow = Selectable<ConnectionTable>;

/**
 * The row of a connection. `version` is the one that the caller saw, where changes of others must not be overwritten.
 * Throws a ConnectionError if there is none, if it was removed, or if it is of another version.
 */
export async function connectionRow(
  from: StoreOrTransaction,
  tenantId: string,
  id: string,
  version?: number,
): Promise<ConnectionRow> {
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
  if (version !== undefined && row.version !== version) throw changedMeanwhile();
  return row;
}

export const changedMeanwhile = () =>
  new ConnectionError('changed-meanwhile', 'Somebody else has changed this connection meanwhile: look at it again.');

/** Changes a connection that is there, and raises its version. */
export async function changeRow(
  to: StoreOrTransaction,
  tenantId: string,
  id: string,
  changes: Omit<Updateable<ConnectionTable>, 'version'>,
): Promise<Connection> {
  const row = await to
    .updateTable('connection')
    .set({ ...changes, version: eb => eb('version', '+', 1) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toConnection(row);
}
