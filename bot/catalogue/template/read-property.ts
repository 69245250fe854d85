/**
 * A property as Liquid reads it: of an object its own ones alone, of a list its items (from the end, if negative), and
 * of both `size`, `first` and `last` where they have none of that name.
 */
export function readProperty(value: unknown, name: string | number): unknown {
  if (typeof value === 'string') {
    if (name === 'size' || name === 'length') return value.length;
    return typeof name === 'number' ? value[name] : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    if (name === 'size' || name === 'length') return value.length;
    if (name === 'first') return value[0];
    if (name === 'last') return value.at(-1);
    return typeof name === 'number' ? value.at(name) : undefined;
  }
  if (Object.hasOwn(value, name)) return Reflect.get(value, name);
  return name === 'size' ? Object.keys(value).length : undefined;
}
