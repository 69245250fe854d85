import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Schema, Time } from '../store/schema.ts';
import { endAttention } from './attention-rows.ts';
import { type Connection, toConnection } from './connection.ts';
import { changedMeanwhile, changeRow, connectionRow } from './connection-rows.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { replacementsOf } from './replacements.ts';
import { resealSettings } from './reseal-settings.ts';
import { addUrl, currentUrl, endOfOldUrl, endUrls } from './webhook-urls.ts';

export interface Recreate {
  /** The version that the caller saw. */
  version?: number | undefined;
  /** Who recreates it: an Entra object id. */
  by?: string | undefined;
}

/**
 * Makes a new connection like this one, which is removed when the new one has had its first message; until then its
 * URL goes on as one that was updated. Where somebody has recreated it already, answers what that made. Throws a
 * ConnectionError, and a SealedSecretError if a secret of it cannot be opened.
 */
export async function recreate(
  { store, keys, now, onUrlChange }: ConnectionsOptions,
  tenantId: string,
  id: string,
  { version, by }: Recreate = {},
): Promise<Connection> {
  const recreated = await store.transaction().execute(async transaction => {
    const at = now();
    const row = await connectionRow(transaction, tenantId, id);
    const url = await currentUrl(transaction, tenantId, id);
    const there = (await replacementsOf(transaction, tenantId, [id])).get(id);
    if (there) return toConnection(await connectionRow(transaction, tenantId, there.id));
    if (version !== undefined && version !== row.version) throw changedMeanwhile();

    const newId = randomBytes(12).toString('hex');
    const added = await transaction
      .insertInto('connection')
      .values({
        ...row,
        id: newId,
        settings: resealSettings(keys, { from: id, to: newId }, row.settings),
        created_by: by ?? row.created_by,
        created_at: at,
        replaces: id,
        version: 1,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await addUrl(transaction, keys, { tenantId, connectionId: newId, generation: 1, at });
    await endUrls(transaction, tenantId, id, { at: await endOfOldUrl(transaction, url, at), only: url.generation });
    await changeRow(transaction, tenantId, id, {});
    return toConnection(added);
  });
  onUrlChange?.(recreated);
  return recreated;
}

/**
 * Removes what a connection has taken the place of, now that it has had its first message. What still waits to be
 * posted for the old one is posted in the new one's name.
 */
export async function removeReplaced(
  transaction: Transaction<Schema>,
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
  at: Time,
): Promise<void> {
  const replaced = await transaction
    .selectFrom('connection')
    .innerJoin('connection as old', 'old.id', 'connection.replaces')
    .select('old.id')
    .where('connection.tenant_id', '=', tenantId)
    .where('connection.id', '=', connectionId)
    .where('old.tenant_id', '=', tenantId)
    .where('old.removed_at', 'is', null)
    .executeTakeFirst();
  if (!replaced) return;
  await removeReplaced(transaction, { tenantId, connectionId: replaced.id }, at);
  await changeRow(transaction, tenantId, replaced.id, { removed_at: at });
  await endUrls(transaction, tenantId, replaced.id, { at });
  await endAttention(transaction, tenantId, [replaced.id], { at, outcome: 'updated' });
  await transaction
    .updateTable('delivery')
    .set({ connection_id: connectionId })
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', replaced.id)
    .where('finished_at', 'is', null)
    .execute();
}
