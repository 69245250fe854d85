import type { Sample } from '../../bot/catalogue/connector-files.ts';
import type { Notification } from '../../bot/notification/notification.ts';

/** Names from the body's root to one of its values. */
export type Path = (string | number)[];

/** All places in a JSON value but its root; of a list the first two items stand for the others. */
export function pathsOf(value: unknown, prefix: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.slice(0, 2).map((item, index) => [index, item])
    : Object.entries(value);
  return entries.flatMap(([name, inner]) => [[...prefix, name], ...pathsOf(inner, [...prefix, name])]);
}

/** A copy without what is at the path, or with `put` in its place. */
export function without(value: unknown, path: Path, put?: { value: unknown }): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    if (rest.length === 0 && !put) return value.filter((_, index) => index !== name);
    return value.map((item, index) =>
      index !== name ? item : rest.length === 0 ? put?.value : without(item, rest, put),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (key !== name) return [[key, inner]];
      if (rest.length > 0) return [[key, without(inner, rest, put)]];
      return put ? [[key, put.value]] : [];
    }),
  );
}

/** A body of a sample. */
export const bodyOf = (sample: Sample): unknown => JSON.parse(sample.body);

/** Names, words and addresses of a title as people read it: Markdown's marks and escapes are gone. */
export function readTitle(markdown: string): string {
  return markdown
    .replaceAll(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replaceAll(/(?<!\\)(?:\*\*|_)/g, '')
    .replaceAll(/\\(.)/g, '$1')
    .replaceAll('\u200b', '');
}

const joints: Record<'en' | 'fr', RegExp> = {
  en: /(?<!\p{L})(?:by|of|on|to|from|in|into|with|for|the|an?|at|and|was|is|are|has)\s+(?:by|of|on|from|into|with|for|at|was|is|are|were|has)(?!\p{L})|^(?:by|of|on|to|in|was|is|has|commented|created|changed|added|opened|closed|pushed)(?!\p{L})/u,
  fr: /(?<!\p{L})(?:par|de|du|sur|à|dans|avec|pour|le|la|les|un|une|et|a|est)\s+(?:par|du|sur|dans|avec|pour|est|a été)(?!\p{L})|^(?:par|de|sur|à|a|est|dans)(?!\p{L})/u,
};
const ends: Record<'en' | 'fr', RegExp> = {
  en: /(?:^|\s)(?:by|of|on|to|from|in|into|with|for|the|an?|at|and|was|is|are|has|[-–·:→/])$/i,
  fr: /(?:^|\s)(?:par|de|du|des|sur|à|au|dans|avec|pour|le|la|les|un|une|et|a|est|[-–·:→/])$/i,
};

/** The texts of a body, the longest first. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* textsOf(inner);
}

/**
 * What is wrong with a title from which a value is missing; undefined if it reads well. What people wrote themselves
 * is not judged: in the place of each longer text of the body stands a word.
 */
export function faultOf(markdown: string | undefined, language: 'en' | 'fr', body: unknown): string | undefined {
  const texts = [...new Set(textsOf(body))]
    .filter(text => text.length > 3)
    .sort((one, other) => other.length - one.length);
  const title = texts.reduce((whole, text) => whole.replaceAll(text, 'Word'), readTitle(markdown ?? ''));
  if (/\]\([^)]*\)\]\(/.test(markdown ?? '')) return 'a link in a link';
  if (!/[\p{L}\p{N}]/u.test(title)) return 'empty';
  if (/\b(?:undefined|null|NaN)\b|\[object/.test(title)) return 'a trace of what is missing';
  if (/\s{2,}|^\s|\s$/.test(title)) return 'spaces';
  if (/“\s*”|«\s*»|\(\s*\)|\[\s*\]|\*\*\*\*/.test(title)) return 'empty quotes or brackets';
  if (/\s[,.;)](?:\s|$)|\(\s/.test(title) || (language === 'en' && /\s:(?:\s|$)/.test(title)))
    return 'a mark after a space';
  if (/(?:^|\s)[#!$](?:\s|$)/.test(title)) return 'a sign without its number';
  if (/^(?:[,.;:’)\]]|the\s|l’)/.test(title)) return 'its beginning is missing';
  if (ends[language].test(title)) return 'its end is missing';
  if (joints[language].test(title)) return 'words that do not go together';
  return undefined;
}

/** All addresses of a message: of its buttons, and of the links in its texts. */
export function* addressesOf({ contents }: Notification): Generator<string> {
  for (const content of contents) {
    if (content.kind !== 'message') continue;
    for (const { actions } of [content, ...content.sections])
      for (const action of actions) if (action.kind === 'open') yield action.url;
    const texts = [
      content.title,
      ...content.sections.flatMap(({ title, facts }) => [title, ...facts.map(({ value }) => value)]),
    ];
    for (const text of texts) for (const [, url = ''] of (text ?? '').matchAll(/\]\((https?:[^)\s]*)\)/g)) yield url;
  }
}

/** What is wrong with an address that was put together of parts; undefined if nothing is. */
export function faultOfAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return 'no address';
  const { pathname, search, hash } = new URL(url);
  if (/undefined|null|NaN/.test(url)) return 'a trace of what is missing';
  if (pathname.includes('//')) return 'two slashes';
  if (/=(?:&|$)/.test(search)) return 'a parameter without a value';
  if (/[-_=]$/.test(hash) || /^\/[a-z]\/$/.test(pathname)) return 'an end that is missing';
  return undefined;
}
