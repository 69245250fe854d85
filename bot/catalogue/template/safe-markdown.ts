import { escapeMarkdown } from '../../notification/escape-markdown.ts';
import { linkAddresses } from '../../notification/link-addresses.ts';
import { visibleText } from '../../notification/visible-text.ts';

/** Markdown that a filter made and that is printed as it is. Only filters of ours make it, of escaped parts. */
export class SafeMarkdown {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** A filter that knows nothing of it gets plain text, which is escaped once more when it is printed. */
  toString(): string {
    return this.text;
  }
}

/** The most of one value that is printed, in UTF-16 units: a card holds 40,000 in all. */
const longest = 20_000;

/** A value of the payload as Markdown: escaped, so that it reads as it is; nothing for what is no text. */
export function printSafely(value: unknown): string {
  if (value instanceof SafeMarkdown) return value.text;
  return escapeValue(toText(value));
}

/** The same for texts and facts: addresses in it are links. */
export function printLinked(value: unknown): string {
  if (value instanceof SafeMarkdown) return value.text;
  return linkValue(toText(value));
}

/** Plain text as Markdown. */
export function escapeValue(text: string): string {
  return breakUpCodes(escapeMarkdown(clean(text), false));
}

/** Plain text as Markdown in which addresses are links. */
export function linkValue(text: string): string {
  return breakUpCodes(linkAddresses(clean(text), false));
}

function clean(text: string): string {
  return visibleText(text.slice(0, longest)).trim();
}

/** What Teams would replace (`{{DATE(…)}}`, `<at>`) is broken up by a space of no width, so that it stays text. */
export function breakUpCodes(markdown: string): string {
  return markdown.replace(codes, '$&\u200b');
}

/** Also at the end, where the next value could go on. */
const codes = /\{(?=\{|$)|<(?=\/?(?:at\b|a?$))/gi;

/** A value as plain text; an object or a list has none. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof SafeMarkdown) return value.text;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : '';
}
