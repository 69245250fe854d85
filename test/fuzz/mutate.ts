import { constructs } from '../hostile/constructs.ts';
import type { seededRandom } from '../support/random.ts';

export type Random = ReturnType<typeof seededRandom>;

/** UTF-16 units that a construct is made of: mostly few, now and then as many as a reader takes. */
const lengths = [4, 20, 100, 500, 3_000, 60_000];
const values = [null, true, 0, -1, 1e308, '', ' ', 'a', [], {}, [[]], { a: {} }, '\ud800', '9'.repeat(400)];
const longest = 200_000;

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random.between(0, items.length - 1)];
  if (item === undefined) throw new Error('There is nothing to choose from.');
  return item;
}

/** Another text made of this one and a second one. */
export function mutate(random: Random, text: string, other: string): string {
  let changed = text;
  for (let left = random.between(1, 4); left > 0; left -= 1) changed = change(random, changed, other);
  return changed.length > longest ? changed.slice(0, longest) : changed;
}

function change(random: Random, text: string, other: string): string {
  const from = random.between(0, text.length);
  const to = Math.min(text.length, from + random.between(0, 40));
  switch (random.between(0, 8)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, to) + text.slice(from);
    case 2:
      return text.slice(0, from) + other.slice(random.between(0, other.length));
    case 3:
      return text.slice(0, from) + String.fromCharCode(random.between(0, 0xffff)) + text.slice(to);
    case 4:
      return text.slice(0, to) + text.slice(from, to).repeat(random.between(1, 300)) + text.slice(to);
    default:
      return withConstruct(random, text, from, to);
  }
}

/** A construct in the place of a string of JSON, or of any part of a text. */
function withConstruct(random: Random, text: string, from: number, to: number): string {
  const made = pick(random, constructs).make(pick(random, lengths.slice(0, random.between(1, lengths.length))));
  const opens = text.indexOf('"', from);
  const closes = opens === -1 ? -1 : text.indexOf('"', opens + 1);
  if (closes === -1 || random.between(0, 3) === 0) return text.slice(0, from) + made + text.slice(to);
  const value = random.between(0, 4) === 0 ? pick(random, values) : made;
  return text.slice(0, opens) + JSON.stringify(value) + text.slice(closes + 1);
}
