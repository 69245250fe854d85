/**
 * An address with more of a path, whatever slashes the one ends and the other begins with. What follows `?` or `#` stays
 * behind the path. Undefined without an address.
 */
export function joinUrl(base: string, path: string): string | undefined {
  const trimmed = base.trim();
  if (trimmed === '') return undefined;
  const end = trimmed.search(/[?#]/);
  const [address, rest] = end === -1 ? [trimmed, ''] : [trimmed.slice(0, end), trimmed.slice(end)];
  return `${withoutSlashes(address)}/${path.trim().replace(/^\/+/, '')}${rest}`;
}

/** Without the slashes at its end. */
function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}
