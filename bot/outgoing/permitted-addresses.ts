import { isIP } from 'node:net';
import { addressKind, carriedAddresses } from './address.ts';
import { type AllowedHost, entriesFor, isLocalhost } from './allow-list.ts';
import { hostOf } from './host-name.ts';
import { OutgoingError } from './outgoing-error.ts';
import { isWebPort, portOf } from './ports.ts';
import type { ResolveHost } from './resolve-host.ts';

export interface AddressRules {
  allowed: AllowedHost[];
  resolveHost: ResolveHost;
}

/**
 * The addresses of a URL's host, each of them checked: a connection must go to one of these and to no other. One that
 * may not be called refuses the host as a whole, since a mixed answer is how rebinding begins.
 * Throws an OutgoingError `refused-address` or `refused-port`.
 */
export async function permittedAddresses(url: URL, { allowed, resolveHost }: AddressRules): Promise<string[]> {
  const host = hostOf(url);
  const addresses = await addressesOf(host, resolveHost);
  // An address that stands for others (mapped, NAT64, 6to4 …) may be called only if those may be, too.
  for (const address of addresses.flatMap(one => [one, ...carriedAddresses(one)])) {
    const refusal = refusalOf({ host, port: portOf(url), address }, allowed);
    if (refusal === 'refused-address')
      throw new OutgoingError(
        refusal,
        `The host ${url.host} is not on the public internet. An administrator can add it to OUTGOING_ALLOWED_HOSTS.`,
        url.host,
      );
    if (refusal === 'refused-port')
      throw new OutgoingError(
        refusal,
        `Port ${portOf(url)} of ${url.host} may not be called. An administrator can add it to OUTGOING_ALLOWED_HOSTS.`,
        url.host,
      );
  }
  return addresses;
}

async function addressesOf(host: string, resolveHost: ResolveHost): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  if (isLocalhost(host)) return ['127.0.0.1', '::1'];
  const addresses = await resolveHost(host);
  if (addresses.length === 0) throw new OutgoingError('network', `The host ${host} has no address.`, host);
  return addresses;
}

interface Target {
  host: string;
  port: number;
  address: string;
}

function refusalOf({ host, port, address }: Target, allowed: AllowedHost[]) {
  const entries = entriesFor(allowed, host, address);
  const isPublic = addressKind(address) === 'public';
  if (!isPublic && entries.length === 0) return 'refused-address';
  if (entries.some(entry => entry.port === port)) return undefined;
  const anyWebPort = isPublic || entries.some(entry => entry.port === undefined);
  return anyWebPort && isWebPort(port) ? undefined : 'refused-port';
}
