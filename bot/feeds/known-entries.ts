import type { Store } from '../store/store.ts';
import { earlierKeys, isEarlierKey, readStoredIdentity, storedIdentity } from './entry-identity.ts';
import type { FeedRow } from './feed-rows.ts';
import { type IdentifiedEntry, mostEntries } from './new-entries.ts';

const day = 24 * 60 * 60 * 1000;
/** An entry that has left the feed is known for so long: some come back. */
const knownFor = 90 * day;
/** Values a statement, far below what any database takes. */
const chunk = 200;

/** What is known of a feed's entries. */
export interface KnownEntries {
  /** When each row was last seen, by its key as it is stored. */
  rows: ReadonlyMap<string, number>;
  /** The rows that an entry of the document is known by; none if it is new. */
  rowsOf(entry: IdentifiedEntry): string[];
}

export async function knownEntries(store: Store, feed: FeedRow): Promise<KnownEntries> {
  const stored = await ofFeed(store, feed).select(['entry_key', 'seen_at']).execute();
  return readKnown(new Map(stored.map(row => [row.entry_key, row.seen_at])));
}

/** @param rows when each was last seen, by its key as it is stored */
export function readKnown(rows: ReadonlyMap<string, number>): KnownEntries {
  const byHash = new Map<string, string[]>();
  const index = (hash: string, row: string) => {
    const known = byHash.get(hash);
    if (known) known.push(row);
    else byHash.set(hash, [row]);
  };
  for (const row of rows.keys()) {
    const identity = readStoredIdentity(row);
    for (const hash of identity?.levels ?? []) index(hash, row);
    if (identity?.said !== undefined) index(identity.said, row);
  }
  const hasEarlier = [...rows.keys()].some(isEarlierKey);
  return {
    rows,
    rowsOf({ entry, identity, level, saysItAlone }) {
      const found = byHash.get(identity.levels[level] ?? '') ?? [];
      if (found.length > 0) return found;
      const said = saysItAlone ? (byHash.get(identity.said ?? '') ?? []) : [];
      if (said.length > 0 || !hasEarlier) return said;
      return earlierKeys(entry).filter(key => rows.has(key));
    },
  };
}

/** Remembers the entries that are in a feed now, and forgets what has long left it or is too much. */
export async function rememberEntries(
  store: Store,
  feed: FeedRow,
  { entries, known, now }: { entries: readonly IdentifiedEntry[]; known: KnownEntries; now: number },
): Promise<void> {
  const { written, forgotten } = changesOf(entries, known, now);
  await store.transaction().execute(async transaction => {
    for (let from = 0; from < written.length; from += chunk)
      await transaction
        .insertInto('feed_entry')
        .values(
          written.slice(from, from + chunk).map(entry_key => ({
            connection_id: feed.connection_id,
            tenant_id: feed.tenant_id,
            entry_key,
            seen_at: now,
          })),
        )
        .onConflict(conflict => conflict.columns(['connection_id', 'entry_key']).doUpdateSet({ seen_at: now }))
        .execute();
    for (let from = 0; from < forgotten.length; from += chunk)
      await transaction
        .deleteFrom('feed_entry')
        .where('tenant_id', '=', feed.tenant_id)
        .where('connection_id', '=', feed.connection_id)
        .where('entry_key', 'in', forgotten.slice(from, from + chunk))
        .execute();
  });
}

/** Which rows are written and which are deleted, so that those that stay are of the entries as they are now. */
export function changesOf(
  entries: readonly IdentifiedEntry[],
  known: KnownEntries,
  now: number,
): { written: string[]; forgotten: string[] } {
  const present = new Set(entries.map(({ identity }) => storedIdentity(identity)));
  // Once a day is enough for those that stay.
  const written = [...present].filter(key => (known.rows.get(key) ?? 0) <= now - day);
  const replaced = new Set(entries.flatMap(entry => replacedBy(entry, known)).filter(key => !present.has(key)));
  const absent = [...known.rows].filter(([key]) => !present.has(key) && !replaced.has(key));
  absent.sort(([, a], [, b]) => b - a);
  const room = Math.max(0, mostEntries - present.size);
  const left = absent.filter(([, seenAt], index) => index >= room || seenAt < now - knownFor);
  return { written, forgotten: [...replaced, ...left.map(([key]) => key)] };
}

/** What an entry was known by before it was changed, or by an earlier version. */
function replacedBy(entry: IdentifiedEntry, known: KnownEntries): string[] {
  const { levels } = entry.identity;
  if (known.rows.has(storedIdentity(entry.identity))) return [];
  const rows = known.rowsOf(entry);
  // Others may have the same id, and be away for a while: the one that is most like it is the one that was changed.
  const shared = (row: string) => {
    const before = readStoredIdentity(row)?.levels ?? [];
    return levels.filter((hash, level) => hash === before[level]).length;
  };
  const most = rows.reduce((best, row) => Math.max(best, shared(row)), 0);
  return rows.filter(row => isEarlierKey(row) || shared(row) === most).slice(0, 1);
}

const ofFeed = (store: Store, feed: FeedRow) =>
  store
    .selectFrom('feed_entry')
    .where('tenant_id', '=', feed.tenant_id)
    .where('connection_id', '=', feed.connection_id);
