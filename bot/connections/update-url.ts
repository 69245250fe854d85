import { endAttention } from './attention-rows.ts';
import { type Connection, ConnectionError, toConnection } from './connection.ts';
import { changedMeanwhile, changeRow, connectionRow } from './connection-rows.ts';
import type { ConnectionsOptions } from './connections-options.ts';
import { replacementsOf } from './replacements.ts';
import { addUrl, currentUrl, endOfOldUrl, endUrls, type WebhookUrlRow } from './webhook-urls.ts';

const lastGeneration = 65_535;

export interface UpdateUrl {
  /** The version that the caller saw: who presses at the same time as another gets the URL that the other made. */
  version?: number | undefined;
  /** Ends the old URLs now. */
  stopOldUrl?: boolean;
}

/**
 * Makes a new webhook URL; what asked for it is done. The old one goes on until the deadline that it has, else for the
 * time that the organization set. Throws a ConnectionError.
 */
export async function updateUrl(
  { store, keys, now, onUrlChange }: ConnectionsOptions,
  tenantId: string,
  id: string,
  { version, stopOldUrl = false }: UpdateUrl = {},
): Promise<Connection> {
  const updated = await store.transaction().execute(async transaction => {
    const at = now();
    const row = await connectionRow(transaction, tenantId, id);
    const url = await currentUrl(transaction, tenantId, id);
    if (version !== undefined && version !== row.version) {
      if (!isFresh(url)) throw changedMeanwhile();
      if (stopOldUrl) await endUrls(transaction, tenantId, id, { at, below: url.generation });
      return toConnection(row);
    }
    const replacements = await replacementsOf(transaction, tenantId, [id]);
    if (replacements.has(id)) throw beingReplaced();
    if (url.generation >= lastGeneration)
      throw new ConnectionError('url-generations-used-up', 'This connection had all its URLs: recreate it.');

    await endUrls(transaction, tenantId, id, {
      at: await endOfOldUrl(transaction, url, at),
      only: url.generation,
    });
    if (stopOldUrl) await endUrls(transaction, tenantId, id, { at });
    await addUrl(transaction, keys, { tenantId, connectionId: id, generation: url.generation + 1, at });
    await endAttention(transaction, tenantId, [id], { at, outcome: 'updated' });
    return changeRow(transaction, tenantId, id, {});
  });
  onUrlChange?.(updated);
  return updated;
}

/** The work of another update: nobody has called it yet, and nothing ends it. */
const isFresh = (url: WebhookUrlRow) => url.generation > 1 && url.first_used_at === null && url.ends_at === null;

const beingReplaced = () =>
  new ConnectionError(
    'being-replaced',
    'Another connection takes the place of this one: give its URL to the sender, or remove it first.',
  );

/**
 * Ends the old URLs of a connection now, and those of the connection that it takes the place of. The current one goes
 * on. Throws a ConnectionError.
 */
export async function stopOldUrls(
  { store, now, onUrlChange }: ConnectionsOptions,
  tenantId: string,
  id: string,
): Promise<Connection> {
  const stopped = await store.transaction().execute(async transaction => {
    const at = now();
    const row = await connectionRow(transaction, tenantId, id);
    const { generation } = await currentUrl(transaction, tenantId, id);
    await endUrls(transaction, tenantId, id, { at, below: generation });
    for (let { replaces } = row; replaces !== null; ) {
      await endUrls(transaction, tenantId, replaces, { at });
      const old = await transaction
        .selectFrom('connection')
        .select('replaces')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', replaces)
        .executeTakeFirst();
      replaces = old?.replaces ?? null;
    }
    return toConnection(row);
  });
  onUrlChange?.(stopped);
  return stopped;
}
