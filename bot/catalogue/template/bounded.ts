/** Longer texts of a body are cut before a template sees them: a card shows 1,500 characters of one. */
const longestText = 50_000;
/** So many items of a list are counted. */
const longestList = 10_000;
/** So many items of a list, or properties of an object, are looked at one by one. */
export const mostLookedAt = 1_000;

/** Lists and objects that were cut, so that each is cut once for a body. */
export type Cuts = WeakMap<object, object>;

/** A value of a body, no larger than templates can work through at once. */
export function bounded(value: unknown, cuts: Cuts): unknown {
  if (typeof value === 'string') return value.length > longestText ? value.slice(0, longestText) : value;
  if (Array.isArray(value) && value.length > longestList) return cut(value, cuts, list => list.slice(0, longestList));
  return value;
}

/** The same for what Liquid itself works with: it also makes lists of objects. */
export function boundedObject(value: unknown, cuts: Cuts): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bounded(value, cuts);
  // What is no plain object, as Liquid's own, is none of a body.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const known = cuts.get(value);
  if (known !== undefined) return known;
  const names = Object.keys(value);
  if (names.length <= mostLookedAt) return value;
  return cut(value, cuts, () => Object.fromEntries(entriesOf(value, names)));
}

/** The first properties of an object. */
export function entriesOf(value: object, names: readonly string[] = Object.keys(value)): [string, unknown][] {
  return names.slice(0, mostLookedAt).map(name => [name, Reflect.get(value, name)]);
}

function cut<Whole extends object>(whole: Whole, cuts: Cuts, make: (whole: Whole) => object): object {
  const known = cuts.get(whole);
  if (known !== undefined) return known;
  const made = make(whole);
  cuts.set(whole, made);
  return made;
}
