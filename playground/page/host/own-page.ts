/**
 * The address in the playground's own origin of a page of the app: the service may name it by its own public address,
 * but teams-js takes a host of the same origin only. Undefined: it is no page of the app.
 * @param origin the playground's, such as `http://localhost:3979`
 */
export function ownPage(address: string, origin: string): string | undefined {
  const url = URL.parse(address, origin);
  if (!url || !['http:', 'https:'].includes(url.protocol) || !url.pathname.startsWith('/tab/')) return undefined;
  return `${origin}${url.pathname}${url.search}${url.hash}`;
}
