import { setImmediate } from 'node:timers/promises';
import type { ConnectionsOptions } from './connections-options.ts';
import { rootKeysOfSecrets } from './reseal-settings.ts';
import type { RootKeys } from './root-keys.ts';

/** What still needs a root key. When both are 0 it can be taken out of WEBHOOK_URL_KEYS. */
export interface RootKeyUse {
  rootKey: number;
  /** The one that new URLs are made with. */
  isCurrent: boolean;
  /** URLs that still work. */
  urls: number;
  /** Secret settings that are sealed under it. */
  secrets: number;
}

const chunk = 1_000;

/**
 * How much still needs each root key, for all tenants together: the keys are those of the installation, and so is
 * the question. Keys that are configured or in use, by their ids. Once a key is taken out, its ended URLs answer 404 and not 410.
 */
export async function rootKeyUse({
  store,
  keys,
  now,
}: Pick<ConnectionsOptions, 'store' | 'now'> & { keys: Pick<RootKeys, 'ids' | 'current'> }): Promise<RootKeyUse[]> {
  const used = new Map<number, RootKeyUse>();
  const entryOf = (rootKey: number): RootKeyUse => {
    const use = used.get(rootKey) ?? { rootKey, isCurrent: rootKey === keys.current, urls: 0, secrets: 0 };
    used.set(rootKey, use);
    return use;
  };
  for (const id of keys.ids) entryOf(id);
  const urls = await store
    .selectFrom('webhook_url')
    .innerJoin('connection', 'connection.id', 'webhook_url.connection_id')
    .select(({ fn }) => ['root_key', fn.countAll<number>().as('count')])
    .where('connection.removed_at', 'is', null)
    .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now())]))
    .groupBy('root_key')
    .execute();
  for (const { root_key, count } of urls) entryOf(root_key).urls = Number(count);

  for (let after = ''; ; ) {
    const rows = await store
      .selectFrom('connection')
      .select(['id', 'settings'])
      .where('id', '>', after)
      .where('removed_at', 'is', null)
      .where('settings', 'like', '%"sealed"%')
      .orderBy('id')
      .limit(chunk)
      .execute();
    for (const { settings } of rows) for (const rootKey of rootKeysOfSecrets(settings)) entryOf(rootKey).secrets += 1;
    const last = rows.at(-1);
    if (!last || rows.length < chunk) break;
    after = last.id;
    await setImmediate();
  }
  return [...used.values()].sort((a, b) => a.rootKey - b.rootKey);
}
