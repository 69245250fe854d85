import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Hop } from './hop.ts';
import { OutgoingError } from './outgoing-error.ts';

export interface SendOptions {
  /** The only ones that are connected to. */
  addresses: string[];
  signal: AbortSignal;
  /** The most bytes that the response's headers may have. */
  headerBytes: number;
  /** Certificates in PEM form to trust in place of those that Node trusts. */
  ca: string[] | undefined;
}

/**
 * Sends one request and gives the response when its headers have come; follows nothing. The connection goes to one of
 * the given addresses while the Host header and the name that TLS verifies stay the URL's. It is of its own, so none
 * that was made under other rules is used again, and it goes through no proxy, whatever the environment says.
 */
export function sendHop(hop: Hop, { addresses, signal, headerBytes, ca }: SendOptions): Promise<IncomingMessage> {
  const secure = hop.url.protocol === 'https:';
  const options: RequestOptions = {
    method: hop.method,
    headers: { accept: '*/*', 'user-agent': 'channel-connectors', ...Object.fromEntries(hop.headers) },
    lookup: lookupOf(addresses),
    maxHeaderSize: headerBytes,
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = secure
      ? httpsRequest(hop.url, { ...options, ...(ca && { ca }), agent: new HttpsAgent() })
      : httpRequest(hop.url, { ...options, agent: new HttpAgent() });
    request.setHeader('accept-encoding', 'gzip, br');
    request.on('response', resolve);
    request.on('error', reject);
    // The agent would not tell of a response that changes the protocol.
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new OutgoingError('bad-response', `What ${hop.url.host} sent could not be read.`, hop.url.host));
    });
    if (hop.body !== undefined) request.setHeader('content-length', Buffer.byteLength(hop.body));
    request.end(hop.body);
  });
}

/** Answers Node's question for the host's addresses with those that were checked, so nothing is resolved again. */
export function lookupOf(addresses: string[]): LookupFunction {
  const answers = addresses.map(address => ({ address, family: isIP(address) }));
  return (_hostname, { all }, callback) => {
    const [first] = answers;
    if (first === undefined) callback(new Error('no address was permitted'), '');
    else if (all) callback(null, answers);
    else callback(null, first.address, first.family);
  };
}
