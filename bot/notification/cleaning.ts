import { cleanScalar } from './clean-scalar.ts';
import { cutText } from './cut-text.ts';
import type { Json, JsonObject } from './notification.ts';
import { visibleText } from './visible-text.ts';

/** What is noted while one card is cleaned. */
export interface Cleaning {
  buttons: Set<string>;
  elements: Set<string>;
  /** Ids in use: two elements with one id make the card invalid on phones. */
  ids: Set<string>;
  inputs: number;
  /** Inside a `fallback`, which may repeat the ids of what it stands for. */
  inFallback: boolean;
  /** How many more objects are looked at, and how many were not. */
  left: number;
  more: number;
}

/** Elements, parts, buttons and points of charts together; nobody reads a post with as many. */
const MAX_OBJECTS = 3_000;
const MAX_NOTED = 10;
/** In UTF-16 units: the address of a button is told whole, unless it is very long. */
const MAX_NOTED_LENGTH = 300;

export function startCleaning(): Cleaning {
  return {
    buttons: new Set(),
    elements: new Set(),
    ids: new Set(),
    inputs: 0,
    inFallback: false,
    left: MAX_OBJECTS,
    more: 0,
  };
}

/** Cleans each of a list's items, as long as the card may have more; undefined for what is no list. */
export function cleanList(
  value: unknown,
  cleaning: Cleaning,
  cleanItem: (item: unknown) => Json | undefined,
): Json[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const clean: Json[] = [];
  for (const item of value) {
    if (cleaning.left <= 0) {
      cleaning.more += 1;
      continue;
    }
    cleaning.left -= 1;
    const cleaned = cleanItem(item);
    if (cleaned !== undefined) clean.push(cleaned);
  }
  return clean;
}

/** `drop`, or what stands in for something, cleaned. */
export function cleanFallback(
  value: unknown,
  cleaning: Cleaning,
  clean: (item: unknown) => Json | undefined,
): Json | undefined {
  if (typeof value === 'string') return value.toLowerCase() === 'drop' ? 'drop' : undefined;
  const outer = cleaning.inFallback;
  cleaning.inFallback = true;
  const cleaned = clean(value);
  cleaning.inFallback = outer;
  return cleaned;
}

/** An id, unless something has it already. */
export function cleanId(value: unknown, cleaning: Cleaning): Json | undefined {
  const id = cleanScalar('string', value);
  if (typeof id !== 'string' || cleaning.inFallback) return id;
  if (cleaning.ids.has(id)) return undefined;
  cleaning.ids.add(id);
  return id;
}

/** An id for an input without one, which Teams would refuse. */
export function nextInputId(cleaning: Cleaning): string {
  do cleaning.inputs += 1;
  while (cleaning.ids.has(`input-${cleaning.inputs}`));
  const id = `input-${cleaning.inputs}`;
  cleaning.ids.add(id);
  return id;
}

/** Notes the name of something that was taken out, for the note below the card. */
export function note(noted: Set<string>, name: string): void {
  noted.add(noted.size < MAX_NOTED ? visibleText(cutText(name, MAX_NOTED_LENGTH, 'plain')) : '…');
}

/** What of the notes goes into the notification. */
export function losses({ buttons, elements, more }: Cleaning): {
  removedButtons?: string[];
  removedElements?: string[];
  moreElements?: number;
} {
  return {
    ...(buttons.size > 0 && { removedButtons: [...buttons] }),
    ...(elements.size > 0 && { removedElements: [...elements] }),
    ...(more > 0 && { moreElements: more }),
  };
}

/** Whether nothing would be drawn of it: Teams refuses such an element, or leaves a gap. */
export function isEmpty({ type, facts, pages, text, icon }: JsonObject): boolean {
  if (type === 'FactSet') return isEmptyList(facts);
  if (type === 'Carousel') return isEmptyList(pages);
  return type === 'Badge' && (text ?? '') === '' && icon === undefined;
}

function isEmptyList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}
