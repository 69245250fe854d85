import { cutText } from './cut-text.ts';
import { isJsonObject } from './json.ts';
import { plainText, toMarkdown } from './markdown.ts';
import type { Json, JsonObject, Markdown, Message } from './notification.ts';

/** Longer summaries are cut by Teams' own notifications. */
const MAX_SUMMARY = 200;

/** Stands where a post has no words of its own; whoever shows it puts `CardTexts.newMessage` in its place. */
export const NEW_MESSAGE = 'New message';

/** The first of the texts that has any words, as one line for the notification. */
export function firstSummary(...texts: (string | undefined)[]): string {
  for (const text of texts) {
    const line = summaryLine(text);
    if (line !== '') return line;
  }
  return NEW_MESSAGE;
}

function summaryLine(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  const start = cutText(text, MAX_SUMMARY * 20, 'plain');
  return plainText(toMarkdown(start, 'markdown', start.length), MAX_SUMMARY);
}

/** The sender's summary, else the title, else the first text of the message. */
export function messageSummary(message: Message, summary: string): string {
  const given = summaryLine(summary);
  return given === '' ? firstWords(messageTexts(message)) : given;
}

function* messageTexts(message: Message): Generator<Markdown | undefined> {
  yield message.title;
  yield message.text;
  for (const section of message.sections) {
    yield* [section.title, section.activity?.title, section.activity?.text, section.text];
  }
}

function firstWords(texts: Iterable<Markdown | undefined>): string {
  for (const text of texts) {
    const line = text === undefined ? '' : plainText(text, MAX_SUMMARY);
    if (line !== '') return line;
  }
  return NEW_MESSAGE;
}

/** What an Adaptive Card says of itself (fallbackText, speak), else the first text in it. */
export function cardSummary(card: JsonObject): string {
  return firstSummary(asString(card.fallbackText), asString(card.speak), firstText(card.body ?? []));
}

function asString(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The text of the first TextBlock, in reading order. The card is clean, so its depth is limited. */
function firstText(value: Json): string | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const text = firstText(item);
      if (text !== undefined) return text;
    }
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  if ((value.type === 'TextBlock' || value.type === 'TextRun') && typeof value.text === 'string') {
    return value.text.trim() === '' ? undefined : value.text;
  }
  for (const key of ['items', 'columns', 'rows', 'cells', 'inlines']) {
    const text = firstText(value[key] ?? null);
    if (text !== undefined) return text;
  }
  return undefined;
}
