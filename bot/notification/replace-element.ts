import { cleanScalar } from './clean-scalar.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './notification.ts';
import { webUrl } from './web-url.ts';

/** Where an element of a kind that nobody knows may have its words, in the order in which they are read. */
const WORDS = ['title', 'label', 'text', 'subtitle', 'description', 'altText'];

/**
 * What stands for an element that Teams does not show in a bot's card: a link for media, its description for a picture,
 * the words of any other. Undefined where it has none.
 */
export function replaceElement(element: { [key: string]: unknown }, type: string): JsonObject | undefined {
  const link = type === 'Media' ? linkToMedia(element) : undefined;
  if (link !== undefined) return link;
  const names = type === 'Image' ? ['altText'] : WORDS;
  const words = names.map(name => wordsOf(element[name])).filter(text => text !== '');
  if (words.length === 0) return undefined;
  const text = words.map(word => escapeMarkdown(word)).join('\n\n');
  return { type: 'TextBlock', text, wrap: true, ...(type === 'Image' && { isSubtle: true }) };
}

function linkToMedia({ altText, sources }: { [key: string]: unknown }): JsonObject | undefined {
  const source: unknown = Array.isArray(sources)
    ? sources.find(item => isObject(item) && webUrl(String(item.url)) !== undefined)
    : undefined;
  const url = isObject(source) && typeof source.url === 'string' ? webUrl(source.url) : undefined;
  if (url === undefined) return undefined;
  const label = wordsOf(altText) || url;
  const target = url.replaceAll('(', '%28').replaceAll(')', '%29');
  return { type: 'TextBlock', text: `[${escapeMarkdown(label, false)}](${target})`, wrap: true };
}

function wordsOf(value: unknown): string {
  const text = cleanScalar('text', value);
  return typeof text === 'string' ? text.trim() : '';
}
