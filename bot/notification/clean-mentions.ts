import { isObject } from './json.ts';
import { readMentions } from './mentions.ts';
import type { JsonObject } from './notification.ts';

/** Senders write it in several ways. */
const SPELLINGS = ['msteams', 'msTeams', 'MSTeams', 'MsTeams'];

/**
 * What Teams adds to Adaptive Cards and a sender may use ([FMT]): the full width, and mentions of people.
 */
export function cleanMentions(card: { [key: string]: unknown }): JsonObject | undefined {
  const msteams = SPELLINGS.map(name => card[name]).find(isObject);
  if (!isObject(msteams)) return undefined;
  const clean: JsonObject = {};
  if (typeof msteams.width === 'string' && msteams.width.toLowerCase() === 'full') clean.width = 'Full';
  const mentions = Array.isArray(msteams.entities) ? readMentions(msteams.entities) : [];
  if (mentions.length > 0)
    clean.entities = mentions.map(({ text, id, name }) => ({ type: 'mention', text, mentioned: { id, name } }));
  return Object.keys(clean).length === 0 ? undefined : clean;
}
