import type { JsonObject } from '../notification/notification.ts';
import type { CardWords } from './card-words.ts';

export interface Person {
  /** Entra object id. */
  id: string;
  /** Null where the directory does not say. */
  name: string | null;
}

/** `msteams.entities` of an Adaptive Card (Microsoft Learn, "Format cards in Teams", mentions in Adaptive Cards). */
export type Mention = JsonObject;

const mostMentioned = 20;

/**
 * The line that names those who can act, with the mentions that make Teams tell them. Without anybody it speaks to all
 * who may change connectors.
 */
export function asked(people: readonly Person[], words: CardWords): { text: string; mentions: Mention[] } {
  const { texts, inNumber, counted, list } = words;
  const named = people.filter(({ name }) => name !== null && plainName(name) !== '').slice(0, mostMentioned);
  if (named.length === 0) return { text: texts.askedAnyone, mentions: [] };
  const used = new Set<string>();
  const mentions = named.map(({ id, name }) => {
    const shown = unique(plainName(name ?? ''), used);
    return { type: 'mention', text: `<at>${shown}</at>`, mentioned: { id, name: plainName(name ?? '') } };
  });
  const more = people.length - named.length;
  const all = [...mentions.map(({ text }) => text), ...(more > 0 ? [counted(texts.askedMore, more)] : [])];
  return { text: inNumber(texts.asked, all.length).replace('{people}', () => list(all)), mentions };
}

/** Teams finds the text of a mention in the card: it is without what Markdown, or the mark itself, would change. */
const plainName = (name: string) => name.replace(/[<>\\*_[\]`~\s]+/g, ' ').trim();

/** Two people of one name are told apart. */
function unique(name: string, used: Set<string>): string {
  let shown = name;
  for (let number = 2; used.has(shown); number += 1) shown = `${name} (${number})`;
  used.add(shown);
  return shown;
}
