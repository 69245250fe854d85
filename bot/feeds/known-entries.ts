import type { Store } from '../store/store.ts';
import type { FeedRow } from './feed-rows.ts';
import { mostEntries } from './new-entries.ts';

const day = 24 * 60 * 60 * 1000;
/** An entry that has left the feed is known for so long: some come back. */
const knownFor = 90 * day;
/** Values a statement, far below what any database takes. */
const chunk = 200;

/** When each entry that is known was last seen, by its key. */
export async function knownEntries(store: Store, feed: FeedRow): Promise<Map<string, number>> {
  const rows = await ofFeed(store, feed).select(['entry_key', 'seen_at']).execute();
  return new Map(rows.map(row => [row.entry_key, row.seen_at]));
}

/** Remembers the entries that are in a feed now, and forgets what has long left it or is too much. */
export async function rememberEntries(
  store: Store,
  feed: FeedRow,
  { keys, known, now }: { keys: string[]; known: ReadonlyMap<string, number>; now: number },
): Promise<void> {
  // Once a day is enough for those that stay.
  const stale = keys.filter(key => (known.get(key) ?? 0) <= now - day);
  await store.transaction().execute(async transaction => {
    for (let from = 0; from < stale.length; from += chunk)
      await transaction
        .insertInto('feed_entry')
        .values(
          stale.slice(from, from + chunk).map(entry_key => ({
            connection_id: feed.connection_id,
            tenant_id: feed.tenant_id,
            entry_key,
            seen_at: now,
          })),
        )
        .onConflict(conflict => conflict.columns(['connection_id', 'entry_key']).doUpdateSet({ seen_at: now }))
        .execute();
    const present = new Set(keys);
    const absent = [...known].filter(([key]) => !present.has(key)).sort(([, a], [, b]) => b - a);
    const room = Math.max(0, mostEntries - present.size);
    const forgotten = absent.filter(([, seenAt], index) => index >= room || seenAt < now - knownFor);
    for (let from = 0; from < forgotten.length; from += chunk)
      await transaction
        .deleteFrom('feed_entry')
        .where('tenant_id', '=', feed.tenant_id)
        .where('connection_id', '=', feed.connection_id)
        .where(
          'entry_key',
          'in',
          forgotten.slice(from, from + chunk).map(([key]) => key),
        )
        .execute();
  });
}

const ofFeed = (store: Store, feed: FeedRow) =>
  store
    .selectFrom('feed_entry')
    .where('tenant_id', '=', feed.tenant_id)
    .where('connection_id', '=', feed.connection_id);
