import { escapeMarkdown } from './escape-markdown.ts';
import { isJsonObject, isObject } from './json.ts';
import type { Json, JsonObject, Mention, Notification } from './notification.ts';
import { visibleLine } from './visible-text.ts';

/** Nobody reads a post that mentions more people. */
export const MAX_MENTIONED = 20;

/** `<at>Name</at>`, also as bots write it (`<at id="0">`). What is longer is no name. */
const AT = /<at(?:\s[^<>]{0,100})?>([^<>]{1,200})<\/at>/gi;
/** As `AT`, or the beginning of one that a limit has cut. */
const AT_OR_CUT = /<at(?:\s[^<>]{0,100})?>(?:([^<>]{1,200})<\/at>|(?=[^<>]{0,200}…$))/gi;
/** A mail address or user principal name. */
const ADDRESS = /^[^\s@"(),:;<>[\\\]]{1,64}@[^\s@"'(),:;<>[\\\]]{1,190}\.[^\s@"'(),:;<>[\\\]]{2,60}$/;

/** Stand for a mention while a text is converted; characters that nobody uses, so a sender's own are taken out. */
const MARKS = /[\ue000\ue001]/g;
const MARK = /\ue000(\d{1,6})\ue001/g;
const CUT_MARK = /\ue000\d*/g;

/** Members of the team or channel, by their address in small letters. */
export type People = ReadonlyMap<string, { id: string; name: string }>;

/** Whether a text has the beginning of a mention; most have not even the first character of one. */
function hasAt(text: string): boolean {
  return text.includes('<') && /<at[\s>]/i.test(text);
}

/** Converts a text with `convert`, which does not see the mentions in it: they stay as they are. */
export function convertAroundMentions(source: string, convert: (text: string) => string): string {
  if (!hasAt(source)) return convert(source);
  const names: string[] = [];
  const marked = source
    .replace(MARKS, '')
    .replace(AT, (_, name: string) => `\ue000${names.push(visibleLine(name)) - 1}\ue001`);
  const restored = convert(marked).replace(MARK, (_, index: string) => `<at>${names[Number(index)] ?? ''}</at>`);
  return restored.replace(CUT_MARK, '');
}

/** A Markdown text with the names alone. */
export function withoutMentions(text: string): string {
  return hasAt(text) ? text.replace(AT, (_, name: string) => escapeMarkdown(visibleLine(name), false)) : text;
}

/**
 * Entities of a message or card as mentions of people; others (channels, teams, tags, bots) are left out, since a
 * sender may not call on those ([FMT] of teams-platform.md: user mentions only).
 */
export function readMentions(entities: readonly unknown[]): Mention[] {
  const mentions = new Map<string, Mention>();
  const people = new Set<string>();
  for (const entity of entities.slice(0, 10 * MAX_MENTIONED)) {
    const mention = readMention(entity);
    if (mention === undefined) continue;
    if (people.size >= MAX_MENTIONED && !people.has(mention.id)) continue;
    people.add(mention.id);
    mentions.set(mention.text, mention);
  }
  return [...mentions.values()];
}

/** Ids of channels and of bots begin so; those of people are object ids, addresses or `29:…`. */
const NO_PERSON = /^(?:19|28):/;
const MAX_ID = 300;

function readMention(entity: unknown): Mention | undefined {
  if (!isObject(entity) || typeof entity.type !== 'string' || entity.type.toLowerCase() !== 'mention') return undefined;
  const { mentioned } = entity;
  if (!isObject(mentioned) || typeof mentioned.id !== 'string' || typeof entity.text !== 'string') return undefined;
  const id = mentioned.id.trim();
  if (id === '' || id.length > MAX_ID || NO_PERSON.test(id)) return undefined;
  if (![mentioned.type, mentioned.mentionType].every(isPerson)) return undefined;
  const [at, written = ''] = [...entity.text.matchAll(AT)][0] ?? [];
  const text = visibleLine(written);
  if (at === undefined || text === '') return undefined;
  const name = typeof mentioned.name === 'string' ? visibleLine(mentioned.name).slice(0, MAX_ID) : '';
  return { text: `<at>${text}</at>`, id, name: name === '' ? text : name };
}

/** Cards name the kind of what is mentioned as `type` or `mentionType`; without one it is a person. */
function isPerson(kind: unknown): boolean {
  return kind === undefined || kind === null || (typeof kind === 'string' && kind.toLowerCase() === 'person');
}

/** The addresses in a notification's mentions that nobody has declared, in small letters; no more than may be used. */
export function addressesIn(notification: Notification): string[] {
  const texts = JSON.stringify(notification.contents);
  if (!hasAt(texts)) return [];
  const declared = new Set(notification.mentions?.map(({ text }) => text));
  for (const content of notification.contents)
    if (content.kind === 'card') for (const { text } of mentionsOf(content.card)) declared.add(text);
  const addresses = new Set<string>();
  for (const [, written = ''] of texts.matchAll(AT)) {
    const address = written.trim();
    if (ADDRESS.test(address) && !declared.has(`<at>${address}</at>`)) addresses.add(address.toLowerCase());
    if (addresses.size >= MAX_MENTIONED) break;
  }
  return [...addresses];
}

function mentionsOf(card: JsonObject): Mention[] {
  const { msteams } = card;
  return isJsonObject(msteams) && Array.isArray(msteams.entities) ? readMentions(msteams.entities) : [];
}

/**
 * Cards in which each `<at>…</at>` is a mention that Teams takes (declared by the sender, or the address of one of
 * `people`), or else the name alone. No more than `MAX_MENTIONED` people in all the cards of a post.
 */
export function mentionPeople(cards: JsonObject[], declared: readonly Mention[], people: People): JsonObject[] {
  const mentioned = new Set<string>();
  return cards.map(card => {
    if (!hasMention(card)) return card;
    const known = new Map([...declared, ...mentionsOf(card)].map(mention => [mention.text, mention]));
    const used = new Map<string, Mention>();
    const find = (written: string): Mention | undefined => {
      const name = visibleLine(written);
      const mention = known.get(`<at>${name}</at>`) ?? personOf(people, name);
      if (mention === undefined || (mentioned.size >= MAX_MENTIONED && !mentioned.has(mention.id))) return undefined;
      mentioned.add(mention.id);
      used.set(mention.text, mention);
      return mention;
    };
    const { msteams, ...rest } = card;
    const written = mentionIn(rest, find);
    return withEntities(msteams === undefined ? written : { ...written, msteams }, [...used.values()]);
  });
}

/** Whether there is a mention in any string of what is no deeper than a card; most posts have none. */
export function hasMention(value: unknown): boolean {
  if (typeof value === 'string') return hasAt(value);
  if (Array.isArray(value)) return value.some(hasMention);
  if (!isObject(value)) return false;
  // Twice as quick as Object.values.
  for (const key in value) if (hasMention(value[key])) return true;
  return false;
}

function personOf(people: People, address: string): Mention | undefined {
  const person = people.get(address.toLowerCase());
  return person === undefined ? undefined : { text: `<at>${address}</at>`, ...person };
}

/** The same object with what `find` makes of each mention; a card is clean, so its depth is limited. */
function mentionIn(object: JsonObject, find: (name: string) => Mention | undefined): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(object)) copy[key] = mentionInValue(value, find, isMarkdown(object, key));
  return copy;
}

function mentionInValue(value: Json, find: (name: string) => Mention | undefined, markdown: boolean): Json {
  if (typeof value === 'string') {
    if (!hasAt(value)) return value;
    return value.replace(AT_OR_CUT, (_, name: string | undefined) => {
      if (name === undefined) return '';
      return find(name)?.text ?? (markdown ? escapeMarkdown(visibleLine(name), false) : visibleLine(name));
    });
  }
  if (Array.isArray(value)) return value.map(item => mentionInValue(item, find, false));
  return isJsonObject(value) ? mentionIn(value, find) : value;
}

/** Texts of a TextBlock and of facts are Markdown. */
function isMarkdown({ type }: JsonObject, key: string): boolean {
  return (type === 'TextBlock' && key === 'text') || type === undefined || type === 'Fact';
}

function withEntities(card: JsonObject, mentions: readonly Mention[]): JsonObject {
  const { msteams, ...rest } = card;
  const { entities: _, ...others } = isJsonObject(msteams) ? msteams : {};
  const entities = mentions.map(({ text, id, name }) => ({ type: 'mention', text, mentioned: { id, name } }));
  const both = { ...others, ...(entities.length > 0 && { entities }) };
  return Object.keys(both).length === 0 ? rest : { ...rest, msteams: both };
}
