import { type EntryIdentity, identityOf } from './entry-identity.ts';
import type { FeedEntry } from './feed.ts';

/** As many entries of one feed are looked at, and remembered. */
export const mostEntries = 2_000;

/** An entry and what it is known by within its document. */
export interface IdentifiedEntry {
  entry: FeedEntry;
  identity: EntryIdentity;
  /** The first level of its identity that no other entry of the document shares. */
  level: number;
  /** Whether no other entry of the document says the same. */
  saysItAlone: boolean;
}

/**
 * The entries of a feed, oldest first, each once, the newest of them if there are too many: by their dates if all of
 * them have one, else in the order of the document, which begins with the newest. Those with nothing to show are left out.
 */
export function inOrder(entries: readonly FeedEntry[]): IdentifiedEntry[] {
  const shown = entries.filter(
    ({ title, link, summaryHtml }) => title !== undefined || link !== undefined || summaryHtml !== undefined,
  );
  const oldestFirst = identify(shown).reverse();
  if (oldestFirst.every(({ entry }) => entry.published !== undefined))
    oldestFirst.sort((a, b) => Date.parse(a.entry.published ?? '') - Date.parse(b.entry.published ?? ''));
  return oldestFirst.slice(-mostEntries);
}

function identify(entries: readonly FeedEntry[]): IdentifiedEntry[] {
  const identities = new Map<string, { entry: FeedEntry; identity: EntryIdentity }>();
  for (const entry of entries) {
    const identity = identityOf(entry);
    const whole = identity.levels.at(-1) ?? '';
    if (!identities.has(whole)) identities.set(whole, { entry, identity });
  }
  const counts = new Map<string, number>();
  const count = (hash: string) => counts.set(hash, (counts.get(hash) ?? 0) + 1);
  for (const { identity } of identities.values()) {
    identity.levels.forEach(count);
    if (identity.said !== undefined) count(identity.said);
  }
  const isAlone = (hash: string) => counts.get(hash) === 1;
  return [...identities.values()].map(({ entry, identity }) => ({
    entry,
    identity,
    level: identity.levels.findIndex(isAlone),
    saysItAlone: identity.said !== undefined && isAlone(identity.said),
  }));
}
