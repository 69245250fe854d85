import { existsSync } from 'node:fs';
import type { Language } from '../catalogue/format/text.ts';
import { type OpenedCatalogue, openCatalogue } from '../catalogue/open-catalogue.ts';
import type { Config } from '../config.ts';
import { type Connections, createConnections } from '../connections/connections.ts';
import { knownRootKeys } from '../connections/open-root-keys.ts';
import { createUrlAttention, type UrlAttentionService } from '../connections/url-attention.ts';
import { isMigrated } from '../store/migrations.ts';
import { databaseFile, openSqlite } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { UsageError } from './usage-error.ts';

/** What commands work with: the same data directory as the service, which may be running. */
export interface Context {
  store: Store;
  connections: Connections;
  urlAttention: UrlAttentionService;
  /** Reads the connectors, which most commands do not need. */
  catalogue: () => OpenedCatalogue;
  language: Language;
  /** The tenant that is meant. Throws a UsageError if that is not clear. */
  tenant: () => Promise<string>;
  now: () => number;
}

/** Opens the store of the service for one command and closes it again. */
export async function withContext<Result>(
  config: Config,
  tenantId: string | undefined,
  run: (context: Context) => Promise<Result>,
): Promise<Result> {
  const file = databaseFile(config.dataDirectory);
  if (!existsSync(file))
    throw new UsageError(`There is no database in ${config.dataDirectory}: start the service first, or set DATA_DIR.`);
  const store = openSqlite(file);
  try {
    if (!(await isMigrated(store)))
      throw new UsageError('The database is of an older version: start the service once, which brings it up to date.');
    const now = Date.now;
    const { webhookUrlKeys: configured, dataDirectory } = config;
    const keys = await knownRootKeys({ store, configured, dataDirectory, now });
    const connections = createConnections({ store, keys, publicUrl: config.publicUrl, now });
    return await run({
      store,
      connections,
      urlAttention: createUrlAttention({ store, keys, now }),
      catalogue: () => openCatalogue({ store, cloud: config.cloud, now }),
      language: config.language,
      now,
      tenant: () => tenantOf(store, tenantId),
    });
  } finally {
    await store.destroy();
  }
}

async function tenantOf(store: Store, given: string | undefined): Promise<string> {
  const rows = await store.selectFrom('team').select('tenant_id').distinct().execute();
  const known = rows.map(row => row.tenant_id);
  if (given !== undefined) {
    if (!known.includes(given)) throw new UsageError(`No team of tenant ${given} is known.`);
    return given;
  }
  const [only, another] = known;
  if (only === undefined)
    throw new UsageError('No team is known yet: install Channel Connectors in a team, then try again.');
  if (another !== undefined)
    throw new UsageError(`There are several tenants: give --tenant, one of ${known.join(', ')}.`);
  return only;
}
