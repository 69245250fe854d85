import { mask } from '../delivery/mask.ts';
import type { Language } from '../locales/language.ts';
import { type PromptTexts, promptTexts } from '../locales/prompt-texts.ts';
import { cutText } from '../notification/cut-text.ts';
import { escapeMarkdown } from '../notification/escape-markdown.ts';
import type { Time } from '../store/schema.ts';

/** A text in both numbers. */
interface Plural {
  one: string;
  other: string;
}

/** The words of cards in one language. */
export interface CardWords {
  texts: PromptTexts;
  inNumber(text: Plural, count: number): string;
  /** With the number in place of `{count}`. */
  counted(text: Plural, count: number): string;
  /** `Ada, Ben and Cleo`. */
  list(names: string[]): string;
}

export function cardWords(language: Language): CardWords {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const names = new Intl.ListFormat(language, { type: 'conjunction' });
  const inNumber = (text: Plural, count: number) => (rules.select(count) === 'one' ? text.one : text.other);
  return {
    texts: promptTexts(language),
    inNumber,
    counted: (text, count) => inNumber(text, count).replaceAll('{count}', () => numbers.format(count)),
    list: all => names.format(all),
  };
}

/**
 * A moment as each reader's Teams shows it: in the own language and time zone (Adaptive Cards, "Text features"). Its
 * functions take no milliseconds.
 */
export function dateAndTime(at: Time): string {
  const moment = `${new Date(at).toISOString().slice(0, 19)}Z`;
  return `{{DATE(${moment}, SHORT)}} {{TIME(${moment})}}`;
}

const longestText = 100;

/** What people or senders have written, as plain text in one line, cut, without webhook URLs and secrets. */
export function plainLine(text: string): string {
  return cutText(mask(text).replace(/\s+/g, ' ').trim(), longestText, 'plain');
}

/**
 * The same as Markdown that is read as it stands, without anything that Teams would take for a mention or a function.
 */
export function shownText(text: string): string {
  return escapeMarkdown(plainLine(text), false).replaceAll('<', '‹').replaceAll('{{', '{ {');
}
