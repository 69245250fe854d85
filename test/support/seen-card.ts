import type { Post } from '../../playground/post.ts';

/** What a person sees of a post's cards. */
export interface SeenCard {
  /** All texts in their order, as Markdown. */
  texts: string[];
  facts: [title: string, value: string][];
  links: { title: string; url: string }[];
  images: string[];
}

/** Reads the cards of a post through all containers, columns and tables. */
export function seenCard({ attachments }: Post): SeenCard {
  const seen: SeenCard = { texts: [], facts: [], links: [], images: [] };
  for (const { content } of attachments) read(content, seen);
  return seen;
}

function read(part: unknown, seen: SeenCard): void {
  // The runs of a rich text may be bare strings.
  if (typeof part === 'string') seen.texts.push(part);
  if (Array.isArray(part)) for (const each of part) read(each, seen);
  else if (typeof part === 'object' && part !== null) readElement({ ...part }, seen);
}

function readElement(element: Record<string, unknown>, seen: SeenCard): void {
  const { type, text, title, url, facts } = element;
  if (type === 'Action.OpenUrl') seen.links.push({ title: String(title), url: String(url) });
  else if (type === 'Image') seen.images.push(String(url));
  else if (text !== undefined) seen.texts.push(String(text));
  if (Array.isArray(facts)) for (const fact of facts) seen.facts.push([String(fact.title), String(fact.value)]);
  for (const name of ['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'images', 'actions', 'card'])
    if (typeof element[name] === 'object') read(element[name], seen);
}
