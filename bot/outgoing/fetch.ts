import type { IncomingMessage } from 'node:http';
import type { AllowedHost } from './allow-list.ts';
import { followRedirect, type Hop, isRedirect, type Method, readHeaders } from './hop.ts';
import { OutgoingError, outgoingError } from './outgoing-error.ts';
import { permittedAddresses } from './permitted-addresses.ts';
import { readBody } from './read-body.ts';
import { readUrl } from './read-url.ts';
import { type ResolveHost, resolveHost } from './resolve-host.ts';
import { sendHop } from './send-hop.ts';

export interface OutgoingLimits {
  /** Milliseconds for the whole call: names, connections, redirects and the body. */
  totalTime: number;
  /** Of a body as it comes, and again as it is after unpacking. */
  bodyBytes: number;
  /** Of each response. */
  headerBytes: number;
  redirects: number;
}

export interface OutgoingOptions {
  /** Hosts that may be called although they are not on the public internet. */
  allowed?: AllowedHost[];
  resolveHost?: ResolveHost;
  limits?: Partial<OutgoingLimits>;
  /** Certificates in PEM form to trust in place of those that Node trusts. */
  ca?: string[];
}

export interface OutgoingRequest {
  method?: Method;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
  limits?: Partial<OutgoingLimits>;
}

export interface OutgoingResponse {
  /** Any; 404 and 500 are responses, not errors. */
  status: number;
  headers: Headers;
  body: Buffer;
  /** Where the response came from, after redirects. */
  url: string;
  /** Where the address has moved for good: the end of the permanent redirects (301, 308) that the way began with. */
  movedTo: string | undefined;
}

/** Calls an address that somebody else chose. Throws nothing but an OutgoingError. */
export type OutgoingFetch = (url: string, request?: OutgoingRequest) => Promise<OutgoingResponse>;

const defaultLimits: OutgoingLimits = {
  totalTime: 10_000,
  bodyBytes: 5 * 1024 * 1024,
  headerBytes: 16 * 1024,
  redirects: 5,
};

/**
 * Makes the one function through which addresses from payloads and settings are called. It reaches hosts on the public
 * internet, on the ports of web servers, and those of `allowed`. Names are resolved once, every address is checked,
 * and the connection goes to a checked one; each redirect is a new address and checked as such.
 */
export function createOutgoing(options: OutgoingOptions = {}): OutgoingFetch {
  const rules = { allowed: options.allowed ?? [], resolveHost: options.resolveHost ?? resolveHost };

  return async (address, request = {}) => {
    const limits = { ...defaultLimits, ...options.limits, ...request.limits };
    const timeout = AbortSignal.timeout(limits.totalTime);
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
    let hop = firstHop(address, request);
    try {
      let movedTo: string | undefined;
      let permanent = true;
      for (let redirects = 0; ; redirects++) {
        const addresses = await orAbort(permittedAddresses(hop.url, rules), signal);
        const response = await sendHop(hop, { addresses, signal, headerBytes: limits.headerBytes, ca: options.ca });
        const status = response.statusCode ?? 0;
        const { location } = response.headers;
        if (!isRedirect(status) || location === undefined)
          return {
            status,
            headers: headersOf(response),
            body: await readBody(response, limits.bodyBytes, hop.url.host),
            url: hop.url.href,
            movedTo,
          };
        response.destroy();
        if (redirects === limits.redirects)
          throw new OutgoingError('too-many-redirects', `The host ${hop.url.host} redirects too often.`, hop.url.host);
        hop = followRedirect(hop, status, location);
        permanent &&= status === 301 || status === 308;
        if (permanent) movedTo = hop.url.href;
      }
    } catch (error) {
      throw outgoingError(error, { host: hop.url.host, timeout, signal: request.signal });
    }
  };
}

function firstHop(address: string, { method = 'GET', headers = {}, body }: OutgoingRequest): Hop {
  if (body !== undefined && (method === 'GET' || method === 'HEAD'))
    throw new OutgoingError('refused-request', `A ${method} request cannot have a body.`);
  return { url: readUrl(address), method, headers: readHeaders(headers), body };
}

/** Node's resolver cannot be stopped, so its answer is not waited for. */
async function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function headersOf(response: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(response.headersDistinct))
    for (const value of values) headers.append(name, value);
  return headers;
}
