import { cleanScalar } from './clean-scalar.ts';
import { isObject } from './json.ts';
import type { Json, JsonObject } from './notification.ts';

/** Senders write it in several ways. */
const SPELLINGS = ['msteams', 'msTeams', 'MSTeams', 'MsTeams'];

/** Nobody reads a post that mentions more people. */
const MAX_MENTIONS = 50;

/**
 * What Teams adds to Adaptive Cards and a sender may use ([FMT]): the full width, and mentions of people.
 */
export function cleanMentions(card: { [key: string]: unknown }): JsonObject | undefined {
  const msteams = SPELLINGS.map(name => card[name]).find(isObject);
  if (!isObject(msteams)) return undefined;
  const clean: JsonObject = {};
  if (typeof msteams.width === 'string' && msteams.width.toLowerCase() === 'full') clean.width = 'Full';
  if (Array.isArray(msteams.entities)) {
    const entities = msteams.entities.slice(0, MAX_MENTIONS).flatMap(entity => cleanMention(entity) ?? []);
    if (entities.length > 0) clean.entities = entities;
  }
  return Object.keys(clean).length === 0 ? undefined : clean;
}

function cleanMention(value: unknown): Json | undefined {
  if (!isObject(value) || value.type !== 'mention' || !isObject(value.mentioned)) return undefined;
  const text = cleanScalar('string', value.text);
  const id = cleanScalar('string', value.mentioned.id);
  const name = cleanScalar('string', value.mentioned.name);
  if (text === undefined || id === undefined || name === undefined) return undefined;
  const type = cleanScalar('string', value.mentioned.type);
  return { type: 'mention', text, mentioned: { id, name, ...(type !== undefined && { type }) } };
}
