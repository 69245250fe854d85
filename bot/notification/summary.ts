import { cutText } from './cut-text.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { isJsonObject } from './json.ts';
import { MAX_TEXT, plainText, toMarkdown } from './markdown.ts';
import { withoutMentions } from './mentions.ts';
import type { Json, JsonObject, Markdown, Message } from './notification.ts';
import { isBlank } from './visible-card.ts';
import { visibleLine } from './visible-text.ts';

/** Longer summaries are cut by Teams' own notifications. */
const MAX_SUMMARY = 200;
/** No more of a text is looked at. */
const MAX_SOURCE = 20 * MAX_SUMMARY;

/** Stands where a post has no words of its own; whoever shows it puts `CardTexts.newMessage` in its place. */
export const NEW_MESSAGE = 'New message';

/** The first of the texts that has any words, as one line for the notification. */
export function firstSummary(...texts: (string | undefined)[]): string {
  return firstLine(texts.map(text => () => sourceLine(text)));
}

/** The sender's summary, else the title, the first text, the first fact, or whatever else has words. */
export function messageSummary(message: Message, summary: string): string {
  const given = sourceLine(summary);
  return given === '' ? firstLine(messageLines(message)) : given;
}

function* messageLines({ title, text, sections, actions }: Message): Generator<() => string> {
  for (const own of [title, text]) yield () => markdownLine(own);
  for (const { title, activity, text } of sections)
    for (const own of [title, activity?.title, activity?.text, text, activity?.subtitle]) yield () => markdownLine(own);
  for (const { facts } of sections)
    for (const { name, value } of facts) yield () => factLine(markdownLine(name), markdownLine(value));
  for (const { heroImage, activity, images } of sections)
    for (const picture of [heroImage, activity?.image, ...images]) yield () => oneLine(picture?.alt ?? '');
  for (const action of [...actions, ...sections.flatMap(section => section.actions)]) yield () => oneLine(action.title);
}

/**
 * What an Adaptive Card says of itself (`fallbackText`), else the first text in it, the first fact, or whatever else
 * has words. `speak` is written for a voice and often holds SSML, so it is none of them.
 */
export function cardSummary(card: JsonObject): string {
  const found: Found = { facts: [], others: [] };
  // What most cards say there is that the reader's Teams is too old.
  const own = asString(card.fallbackText);
  const isOwn = own !== undefined && !/adaptive ?cards?|support/i.test(own);
  const line = isOwn ? sourceLine(own) : '';
  if (line !== '') return line;
  const text = firstText(card.body ?? [], found) ?? '';
  return firstLine([
    () => text,
    ...found.facts.map(fact => () => fact),
    ...found.others.map(other => () => sourceLine(other)),
    () => sourceLine(own),
    ...titlesOf(card.actions).map(title => () => oneLine(title)),
  ]);
}

/** The first line with a letter or digit, else the first that has anything, such as a symbol. */
function firstLine(lines: Iterable<() => string>): string {
  let symbol = '';
  for (const make of lines) {
    const line = make();
    if (/[\p{L}\p{N}]/u.test(line)) return line;
    if (symbol === '' && !isBlank(line)) symbol = line;
  }
  return symbol === '' ? NEW_MESSAGE : symbol;
}

/** A sender's text. */
function sourceLine(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  const start = cutText(withoutMentions(cutText(text, 2 * MAX_SOURCE, 'plain')), MAX_SOURCE, 'plain');
  // Not cut at the length of the source: what is written as Markdown may be longer.
  return cutAtWord(plainText(toMarkdown(start, 'markdown', MAX_TEXT), MAX_SOURCE));
}

/** A text of the plain form as one line. */
export function markdownLine(text: Markdown | undefined): string {
  if (text === undefined || text === '') return '';
  return cutAtWord(plainText(withoutMentions(cutText(text, MAX_SOURCE, 'plain')), MAX_SOURCE));
}

function oneLine(text: string): string {
  return cutAtWord(visibleLine(text.slice(0, MAX_SOURCE)));
}

function factLine(name: string, value: string): string {
  if (name === '' || value === '') return name + value;
  return cutAtWord(/[:?=]$/.test(name) ? `${name} ${value}` : `${name}: ${value}`);
}

/** At most `MAX_SUMMARY` UTF-16 units, the last word whole if there are words at all. */
function cutAtWord(line: string): string {
  if (line.length <= MAX_SUMMARY) return line;
  const kept = cutText(line, MAX_SUMMARY, 'plain').slice(0, -1);
  const space = line[kept.length] === ' ' ? kept.length : kept.lastIndexOf(' ');
  const end = space > MAX_SUMMARY / 2 ? space : kept.length;
  return `${kept.slice(0, end).replace(/[\s,;:–-]+$/, '')}…`;
}

function asString(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What is found on the way to the first text. */
interface Found {
  facts: string[];
  /** Words of badges, code, pictures and whatever else there is. */
  others: string[];
}

/** So many of a kind are noted: one of them has words, or none has. */
const MAX_FOUND = 20;
/** Properties with words in them, of elements, charts and their data; a tooltip or an error message is the last. */
const OTHERS = [
  ...['text', 'title', 'codeSnippet', 'altText', 'label', 'placeholder', 'description', 'badge', 'displayName'],
  ...['legend', 'x', 'subLabel', 'xAxisTitle', 'yAxisTitle', 'tooltip', 'errorMessage'],
];
/** Where more elements, parts or data stand. */
const INSIDE = [
  ...['items', 'columns', 'rows', 'cells', 'pages', 'images', 'choices'],
  ...['data', 'values', 'segments', 'properties', 'users'],
];

/** The first text with words, in reading order. The card is clean, so its depth is limited. */
function firstText(value: Json, found: Found): string | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const text = firstText(item, found);
      if (text !== undefined) return text;
    }
    return undefined;
  }
  if (!isJsonObject(value) || value.isVisible === false) return undefined;
  const line = textOf(value);
  if (line !== undefined) return /[\p{L}\p{N}]/u.test(line) ? line : void noteOther(found, line);
  if (Array.isArray(value.facts)) noteFacts(found, value.facts);
  else for (const name of OTHERS) noteOther(found, asString(value[name]));
  if (hasWordsAsValue(value)) noteOther(found, asString(value.value));
  for (const title of titlesOf(value.actions)) noteOther(found, title);
  for (const key of INSIDE) {
    const text = firstText(value[key] ?? null, found);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Elsewhere `value` is a number, a date or the key of a choice. */
const hasWordsAsValue = ({ type }: JsonObject) =>
  type === 'Input.Text' || type === 'Chart.Donut' || type === 'Chart.Pie';

/** The line of an element that is text: a TextBlock, or the runs of a RichTextBlock, some of them bare strings. */
function textOf({ type, text, inlines }: JsonObject): string | undefined {
  if (type === 'TextBlock') return sourceLine(asString(text));
  if (type !== 'RichTextBlock' || !Array.isArray(inlines)) return undefined;
  const runs = inlines.map(run => asString(isJsonObject(run) ? run.text : run) ?? '');
  return sourceLine(escapeMarkdown(runs.join('').slice(0, MAX_SOURCE)));
}

function noteFacts(found: Found, facts: Json[]): void {
  for (const fact of facts.slice(0, MAX_FOUND - found.facts.length))
    if (isJsonObject(fact))
      found.facts.push(factLine(sourceLine(asString(fact.title)), sourceLine(asString(fact.value))));
}

function noteOther(found: Found, text: string | undefined): void {
  if (text !== undefined && text !== '' && found.others.length < MAX_FOUND) found.others.push(text);
}

function titlesOf(actions: Json | undefined): string[] {
  if (!Array.isArray(actions)) return [];
  return actions.slice(0, MAX_FOUND).flatMap(action => (isJsonObject(action) ? (asString(action.title) ?? []) : []));
}
