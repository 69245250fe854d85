import { isObject } from '../notification/json.ts';
import type { JsonObject } from '../notification/notification.ts';

const holders = ['body', 'items', 'columns', 'actions', 'rows', 'cells', 'images'];

/** What people read in an Adaptive Card, top to bottom: a line for each text, fact and button, in its Markdown. */
export function cardText(card: JsonObject): string {
  return [...linesOf(card)].join('\n');
}

function* linesOf(element: unknown): Generator<string> {
  if (Array.isArray(element)) {
    for (const one of element) yield* linesOf(one);
    return;
  }
  if (!isObject(element)) return;
  const { type, text, altText, url, title, facts } = element;
  if (typeof text === 'string') yield text;
  if (type === 'Image' && typeof altText === 'string' && altText !== '') yield `(${altText})`;
  if (type === 'Action.OpenUrl') yield `[${String(title ?? '')}] ${String(url ?? '')}`;
  if (Array.isArray(facts))
    for (const fact of facts) if (isObject(fact)) yield `${String(fact.title ?? '')}: ${String(fact.value ?? '')}`;
  for (const holder of holders) yield* linesOf(element[holder]);
}
