import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { type AddressKind, addressKind, isWithin } from './address.ts';
import { isHostName } from './host-name.ts';

/** A host that may be called although it is not on the public internet. Without a port: on those of web servers. */
export type AllowedHost =
  | { kind: 'name'; name: string; port: number | undefined }
  /** Every host below a domain, at any depth, but not the domain itself. */
  | { kind: 'subdomains'; domain: string; port: number | undefined }
  /** Such as 10.0.0.0/8; a single address has all its bits. */
  | { kind: 'network'; cidr: string; port: number | undefined };

/** What is wrong with an entry of the allow-list, and its mend. */
export class AllowListError extends Error {
  override name = 'AllowListError';
}

/**
 * Reads an allow-list: entries separated by commas or spaces, each of them a name (`jenkins.corp.example`), all names
 * below one (`*.corp.example`), an address (`10.1.2.3`, `fd12::1`) or a network (`10.1.0.0/16`, `fd12::/16`), and a
 * port where only that one is meant or where it is an unusual one (`jenkins.corp.example:81`, `10.1.0.0/16:8080`,
 * `[fd12::1]:8080`, `[fd12::/16]:8080`). Throws an AllowListError that names the entry.
 */
export function readAllowedHosts(text: string): AllowedHost[] {
  return text
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
    .map(readEntry);
}

function readEntry(entry: string): AllowedHost {
  const { host, port } = splitPort(entry);
  const [address = '', bits] = host.split('/');
  if (isIP(address) !== 0) return { kind: 'network', cidr: readNetwork(entry, address, bits), port };
  const wildcard = host.startsWith('*.');
  // domainToASCII reads a host as a URL does and would leave out what follows it.
  const name = domainToASCII(wildcard ? host.slice(2) : host).replace(/\.$/, '');
  if (/[/?#\\]/.test(host) || !isHostName(name) || isIP(name) !== 0)
    throw new AllowListError(
      `${entry} is not a host: give a name, *.NAME, an address or a network, without http:// and without a path.`,
    );
  return wildcard ? { kind: 'subdomains', domain: name, port } : { kind: 'name', name, port };
}

function splitPort(entry: string): { host: string; port: number | undefined } {
  const match = /^(?:\[(?<bracketed>[^\]]*)\]|(?<plain>[^:[\]]*))(?::(?<port>\d{1,5}))?$/.exec(entry);
  // An IPv6 address without brackets has no room for a port.
  if (match?.groups === undefined) return { host: entry, port: undefined };
  const { bracketed, plain, port } = match.groups;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535))
    throw new AllowListError(`${entry} has no possible port: give one from 1 to 65535.`);
  return { host: bracketed ?? plain ?? '', port: port === undefined ? undefined : Number(port) };
}

function readNetwork(entry: string, address: string, bits: string | undefined): string {
  const most = isIP(address) === 6 ? 128 : 32;
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (!(prefix >= 1 && prefix <= most) || address.includes('%'))
    throw new AllowListError(`${entry} is not a network: give one such as 10.0.0.0/8, with 1 to ${most} bits.`);
  const version = most === 128 ? ipaddr.IPv6 : ipaddr.IPv4;
  const start = version.networkAddressFromCIDR(`${address}/${prefix}`).toString();
  if (start !== ipaddr.parse(address).toString())
    throw new AllowListError(`${entry} is not the beginning of a network: did you mean ${start}/${prefix}?`);
  return `${start}/${prefix}`;
}

/** The entries of a list that admit an address of a host, whatever their port. */
export function entriesFor(allowed: AllowedHost[], host: string, address: string): AllowedHost[] {
  const kind = addressKind(address);
  return allowed.filter(entry =>
    entry.kind === 'network' ? admitsAddress(entry.cidr, address, kind) : admitsHost(entry, host, kind),
  );
}

/** Metadata services are never meant by a network, only by an address of their own. */
function admitsAddress(cidr: string, address: string, kind: AddressKind): boolean {
  return isWithin(address, cidr) && (kind !== 'metadata' || cidr.endsWith(isIP(address) === 6 ? '/128' : '/32'));
}

/**
 * A name stands for hosts of the organisation. Were it enough for this machine or for a metadata service, whoever can
 * set one DNS record below the domain could reach them. `localhost` says what it means.
 */
function admitsHost(entry: Exclude<AllowedHost, { kind: 'network' }>, host: string, kind: AddressKind): boolean {
  const named = entry.kind === 'name' ? host === entry.name : host.endsWith(`.${entry.domain}`);
  return named && (kind === 'public' || kind === 'private' || (kind === 'loopback' && isLocalhost(host)));
}

/** RFC 6761: these names mean this machine, whatever DNS says. */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
