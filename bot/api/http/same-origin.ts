import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../../config.ts';

export interface SameOriginOptions {
  /** Where people reach the service. */
  publicUrl: string;
  /** Without a real bot: then also the loopback address that the request names as its host. */
  isLocal: boolean;
}

/**
 * Whether a request comes from a page of ours, or from no page at all. The token does not travel by itself as a cookie
 * does; this is the second lock on the same door. No header that would let other sites in (CORS) is ever sent.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, { publicUrl, isLocal }: SameOriginOptions): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = headers;
  if (origin === undefined || origin === new URL(publicUrl).origin) return true;
  return isLocal && URL.canParse(origin) && isOfHost(new URL(origin), headers.host);
}

const isOfHost = ({ protocol, host, hostname }: URL, asked: string | undefined) =>
  protocol === 'http:' && host === asked && isLoopback(hostname);
