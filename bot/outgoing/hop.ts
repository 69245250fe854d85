import { validateHeaderName, validateHeaderValue } from 'node:http';
import { OutgoingError } from './outgoing-error.ts';
import { readUrl } from './read-url.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request of a call; each redirect makes another. */
export interface Hop {
  url: URL;
  method: Method;
  /** Names in lower case. */
  headers: Map<string, string>;
  body: string | Uint8Array | undefined;
}

/** What frames the message, names the host or belongs to a connection is not the caller's to say. */
const ownHeaders = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** All that another origin gets to see: it may have been chosen by whoever wrote the redirect. */
const harmlessHeaders = new Set([
  'accept',
  'accept-language',
  'content-language',
  'content-type',
  'if-modified-since',
  'if-none-match',
  'user-agent',
]);

/** The headers of a request, checked. Throws an OutgoingError `refused-request` that names the header alone. */
export function readHeaders(headers: Record<string, string>): Map<string, string> {
  const read = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw new OutgoingError('refused-request', 'A header of the request has characters that headers cannot have.');
    }
    const known = name.toLowerCase();
    if (ownHeaders.has(known))
      throw new OutgoingError('refused-request', `The header ${name} of a request cannot be chosen.`);
    read.set(known, value);
  }
  return read;
}

/** Whether a response with this status and a Location is a redirect, as the Fetch standard has it. */
export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/**
 * The request that follows a redirect, by the rules of the Fetch standard for method and body. Stricter than those:
 * no way leads from https to http, and another origin gets none of the headers that may hold a secret.
 * Throws an OutgoingError `refused-redirect` or `refused-url`.
 */
export function followRedirect(hop: Hop, status: number, location: string): Hop {
  // Node reads headers as Latin-1, but servers write addresses in UTF-8.
  const url = readUrl(Buffer.from(location, 'latin1').toString(), hop.url);
  if (hop.url.protocol === 'https:' && url.protocol === 'http:')
    throw new OutgoingError(
      'refused-redirect',
      `The host ${hop.url.host} redirects to an address without encryption; use an address that begins with https://.`,
      hop.url.host,
    );
  const toGet =
    ((status === 301 || status === 302) && hop.method === 'POST') ||
    (status === 303 && hop.method !== 'GET' && hop.method !== 'HEAD');
  const sameOrigin = url.origin === hop.url.origin;
  const kept = [...hop.headers].filter(
    ([name]) => (sameOrigin || harmlessHeaders.has(name)) && !(toGet && name.startsWith('content-')),
  );
  return {
    url,
    method: toGet ? 'GET' : hop.method,
    headers: new Map(kept),
    body: toGet ? undefined : hop.body,
  };
}
