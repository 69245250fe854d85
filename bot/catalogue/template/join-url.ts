/**
 * An address with more of a path, whatever slashes its parts begin and end with. What follows `?` or `#` stays behind
 * the path. Undefined where the address or a part is missing: half an address leads somewhere else.
 */
export function joinUrl(base: string, path: readonly string[]): string | undefined {
  const [address, rest] = split(base.trim());
  const parts = path.map(part => part.trim());
  if (address === '' || parts.some(part => part === '')) return undefined;
  return parts.reduce((url, part) => `${withoutSlashes(url)}/${pathOf(part)}`, address) + rest;
}

/** An address with one more parameter. Undefined where the address or the value is missing. */
export function withQuery(base: string, name: string, value: string): string | undefined {
  const trimmed = base.trim();
  if (trimmed === '' || value.trim() === '') return undefined;
  // What follows `#/` is a page of an app in the browser, with parameters of its own.
  const hash = trimmed.includes('#/') ? -1 : trimmed.indexOf('#');
  const [address, rest] = hash === -1 ? [trimmed, ''] : [trimmed.slice(0, hash), trimmed.slice(hash)];
  return `${address}${address.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value.trim().toWellFormed())}${rest}`;
}

/** A part of a path: `#` and `?` are characters of it. Only `#/…`, the page of an app in the browser, is as it is. */
const pathOf = (part: string) =>
  part.startsWith('#/') ? part : part.replace(/^\/+/, '').replaceAll('#', '%23').replaceAll('?', '%3F');

/** What leads to the page, and what is said of it after `?` or `#`. */
function split(url: string): [address: string, rest: string] {
  const end = url.search(/[?#]/);
  return end === -1 ? [url, ''] : [url.slice(0, end), url.slice(end)];
}

/** Without the slashes at its end. */
function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}
