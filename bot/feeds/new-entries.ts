import { createHash } from 'node:crypto';
import type { FeedEntry } from './feed.ts';

/** As many entries of one feed are looked at, and remembered. */
export const mostEntries = 2_000;

/** An entry and what it is remembered by. */
export interface KeyedEntry {
  key: string;
  entry: FeedEntry;
}

/** 128 bits of a hash: ids may be of any length. */
const keyOf = (entry: FeedEntry) => createHash('sha256').update(entry.id).digest('base64url').slice(0, 22);

/**
 * The entries of a feed, oldest first, each once, the newest of them if there are too many: by their dates if all of
 * them have one, else in the order of the document, which begins with the newest. Those with nothing to show are left out.
 */
export function inOrder(entries: readonly FeedEntry[]): KeyedEntry[] {
  const byKey = new Map<string, FeedEntry>();
  for (const entry of entries) {
    if (entry.title === undefined && entry.link === undefined && entry.summaryHtml === undefined) continue;
    const key = keyOf(entry);
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  const oldestFirst = [...byKey].map(([key, entry]) => ({ key, entry })).reverse();
  if (oldestFirst.every(({ entry }) => entry.published !== undefined))
    oldestFirst.sort((a, b) => Date.parse(a.entry.published ?? '') - Date.parse(b.entry.published ?? ''));
  return oldestFirst.slice(-mostEntries);
}
