import type { IncomingMessage } from 'node:http';

/**
 * restify reads the URL together with the Host, and outside of any handler: one that is none would end the process.
 * Such a request is led to where nothing is. Several slashes in a row in a path are one: senders put a base address
 * that ends with a slash before a path that begins with one.
 */
export function mendTarget(request: IncomingMessage): void {
  const { url = '', headers } = request;
  const base = `http://${headers.host || 'localhost'}`;
  if (url.startsWith('/') ? URL.canParse(base + url) : URL.canParse(url, base)) {
    if (url.includes('//')) request.url = singleSlashes(url);
    return;
  }
  request.url = '/';
  headers.host = 'localhost';
}

/** `/a//b?c=//` becomes `/a/b?c=//`; `http://host//a` becomes `http://host/a`. */
export function singleSlashes(url: string): string {
  const question = url.indexOf('?');
  const end = question < 0 ? url.length : question;
  const scheme = url.startsWith('/') ? 0 : url.indexOf('://') + 3;
  return url.slice(0, scheme) + url.slice(scheme, end).replaceAll(/\/{2,}/g, '/') + url.slice(end);
}
