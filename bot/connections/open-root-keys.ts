import type { Store } from '../store/store.ts';
import { rootKeyUse } from './root-key-use.ts';
import { loadRootKeys, makeRootKeys, type RootKeys, RootKeysError, readRootKeys } from './root-keys.ts';

export interface OpenRootKeysOptions {
  store: Store;
  /** WEBHOOK_URL_KEYS, where it is given. */
  configured: string | undefined;
  dataDirectory: string;
  /** The ids of keys that are lost for good: whatever was made with them has ended. */
  lost: readonly number[];
  now: () => number;
}

/**
 * The root keys of the service, checked against those that the store has known: what is made with a key that is gone
 * would answer 404, without a word. Where the store has known none, and none is there, a first one is made.
 * Throws a RootKeysError that names the key and what to do.
 */
export async function openRootKeys(options: OpenRootKeysOptions): Promise<RootKeys> {
  const { store, configured, dataDirectory, lost, now } = options;
  const given = readRootKeys(configured, dataDirectory);
  const missing = (await missingKeys(store, given, now)).filter(({ id }) => !lost.includes(id));
  if (missing.length > 0) throw new RootKeysError(describe(missing, configured));
  const keys = given ?? (lost.length > 0 ? makeRootKeys(dataDirectory, lost) : loadRootKeys(configured, dataDirectory));
  await record(store, keys, now());
  return keys;
}

/** As `openRootKeys`, for the command line: it gives no key up and writes nothing down. */
export async function knownRootKeys(options: Omit<OpenRootKeysOptions, 'lost'>): Promise<RootKeys> {
  const { store, configured, dataDirectory, now } = options;
  const given = readRootKeys(configured, dataDirectory);
  const missing = await missingKeys(store, given, now);
  if (missing.length > 0) throw new RootKeysError(describe(missing, configured));
  return given ?? loadRootKeys(configured, dataDirectory);
}

interface MissingKey {
  id: number;
  /** Whether another key is there under its id. */
  isReplaced: boolean;
  urls: number;
  secrets: number;
}

/** The keys that something still needs, and that are not there. */
async function missingKeys(store: Store, given: RootKeys | undefined, now: () => number): Promise<MissingKey[]> {
  const known = await store.selectFrom('root_key').select(['id', 'fingerprint']).execute();
  const isThere = known.every(({ id, fingerprint }) => given?.fingerprint(id) === fingerprint);
  // What needs which key takes a look at all connections, so it is asked where there is a doubt only.
  if (given && isThere && known.length > 0) return [];
  const uses = await rootKeyUse({ store, keys: given ?? { ids: [], current: -1 }, now });
  const needed = uses.filter(({ urls, secrets }) => urls + secrets > 0);
  // Where there is no key at all, none is made beside those that were used, whether or not something needs them.
  const unused = { urls: 0, secrets: 0 };
  const ids = new Set([...needed.map(({ rootKey }) => rootKey), ...(given ? [] : known.map(({ id }) => id))]);
  return [...ids].flatMap(id => {
    const fingerprint = given?.fingerprint(id);
    const recorded = known.find(key => key.id === id)?.fingerprint ?? fingerprint;
    if (fingerprint !== undefined && fingerprint === recorded) return [];
    const { urls, secrets } = needed.find(({ rootKey }) => rootKey === id) ?? unused;
    return [{ id, isReplaced: fingerprint !== undefined, urls, secrets }];
  });
}

function describe(missing: MissingKey[], configured: string | undefined): string {
  const place = configured === undefined ? 'the file webhook-url-keys of the data directory' : 'WEBHOOK_URL_KEYS';
  const lines = missing.map(({ id, isReplaced, urls, secrets }) => {
    const what = isReplaced ? `is another one than before in ${place}` : `is missing in ${place}`;
    return `Root key ${id} ${what}: ${urls} webhook URLs and ${secrets} secret settings need it.`;
  });
  const ids = missing.map(({ id }) => id).join(',');
  return [
    ...lines,
    'Put it back, from a backup or from wherever WEBHOOK_URL_KEYS was set before, and start again.',
    `If it is lost for good, start once with LOST_WEBHOOK_URL_KEYS=${ids}: those URLs then answer 404 and must be handed out anew, those secrets must be entered again.`,
  ].join('\n');
}

/** Writes down which keys the service was started with; what nothing needs any more is forgotten. */
async function record(store: Store, keys: RootKeys, at: number): Promise<void> {
  const rows = keys.ids.map(id => ({ id, fingerprint: keys.fingerprint(id) ?? '', first_used_at: at }));
  await store.transaction().execute(async transaction => {
    await transaction
      .deleteFrom('root_key')
      .where('id', 'not in', [...keys.ids])
      .execute();
    for (const row of rows)
      await transaction
        .insertInto('root_key')
        .values(row)
        .onConflict(conflict =>
          conflict
            .column('id')
            .doUpdateSet({ fingerprint: row.fingerprint, first_used_at: at })
            .where('root_key.fingerprint', '!=', row.fingerprint),
        )
        .execute();
  });
}
