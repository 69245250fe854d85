import type { IncomingMessage } from 'node:http';
import type { Answer } from '../http.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * Refuses what a foreign web page could make a browser send: a Host that is not this machine's (DNS rebinding), and
 * changes that come from another origin. Undefined: the request may pass.
 */
export function refuseForeign({ headers, method }: IncomingMessage, port: number): Answer | undefined {
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
  if (!headers.host || !hosts.includes(headers.host.toLowerCase())) {
    return { status: 403, body: `The playground answers only to ${hosts.join(', ')}.\n` };
  }
  const { origin } = headers;
  if (origin !== undefined && !SAFE_METHODS.has(method ?? '') && !hosts.some(host => origin === `http://${host}`)) {
    return { status: 403, body: 'The playground takes no changes from other web pages.\n' };
  }
  return undefined;
}
