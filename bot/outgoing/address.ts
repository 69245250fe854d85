import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * - `public`: a host on the internet
 * - `private`: inside an organisation (RFC 1918, shared address space of RFC 6598, unique local of RFC 4193)
 * - `loopback`: this machine
 * - `metadata`: where a cloud gives its machines their credentials and settings
 * - `reserved`: everything else; multicast, documentation, link-local, tunnels and translations of IPv4
 */
export type AddressKind = 'public' | 'private' | 'loopback' | 'metadata' | 'reserved';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];
const network = (cidr: string): Network => ipaddr.parseCIDR(cidr);

/** Clouds put their metadata services into 169.254.0.0/16; these are the others, one of which looks public. */
const metadataNetworks = [
  '169.254.0.0/16',
  '100.100.100.200/32', // Alibaba Cloud
  '168.63.129.16/32', // Azure's WireServer: learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  '192.0.0.192/32', // Oracle Cloud, classic
  'fd00:ec2::/32', // AWS: fd00:ec2::254 and, for pods, fd00:ec2::23
  'fd20:ce::254/128', // Google Cloud
].map(network);

/** The only IPv6 addresses that IANA has given out as global unicast. */
const globalUnicast = network('2000::/3');

/** Networks whose addresses stand for an IPv4 address, and the byte at which it begins. */
const carriers: [Network, number][] = [
  [network('::/96'), 12], // IPv4-compatible, RFC 4291
  [network('::ffff:0:0/96'), 12], // IPv4-mapped, RFC 4291
  [network('::ffff:0:0:0/96'), 12], // IPv4-translated, RFC 2765
  [network('64:ff9b::/96'), 12], // NAT64, RFC 6052
  [network('64:ff9b:1::/48'), 12], // NAT64 of a site, RFC 8215
  [network('2002::/16'), 2], // 6to4, RFC 3056
  [network('2001::/32'), 4], // Teredo's server, RFC 4380
];
const teredo = network('2001::/32');

/** What kind of address this is. Whatever is not one plain address, such as one with a zone, is `reserved`. */
export function addressKind(text: string): AddressKind {
  const address = parse(text);
  if (address === undefined) return 'reserved';
  if (metadataNetworks.some(one => within(address, one))) return 'metadata';
  switch (address.range()) {
    case 'unicast':
      return address instanceof ipaddr.IPv4 || (within(address, globalUnicast) && !isIsatap(address))
        ? 'public'
        : 'reserved';
    case 'private':
    case 'carrierGradeNat':
    case 'uniqueLocal':
      return 'private';
    case 'loopback':
      return 'loopback';
    default:
      return 'reserved';
  }
}

/** The IPv4 addresses that an IPv6 address stands for, if it is one of a tunnel or a translator. */
export function carriedAddresses(text: string): string[] {
  const address = parse(text);
  // :: and ::1 lie among the IPv4-compatible addresses, but are none.
  if (!(address instanceof ipaddr.IPv6) || ['unspecified', 'loopback'].includes(address.range())) return [];
  const bytes = address.toByteArray();
  const carried = carriers.filter(([one]) => within(address, one)).map(([, start]) => bytes.slice(start, start + 4));
  if (isIsatap(address)) carried.push(bytes.slice(12));
  if (within(address, teredo)) carried.push(bytes.slice(12).map(byte => byte ^ 0xff));
  return carried.map(octets => octets.join('.'));
}

/** Whether `text` lies in a network such as 10.0.0.0/8. */
export function isWithin(text: string, cidr: string): boolean {
  const address = parse(text);
  return address !== undefined && within(address, network(cidr));
}

/** ipaddr.js reads more spellings than there are addresses; Node's own reader says first what is one. */
function parse(text: string): Address | undefined {
  return isIP(text) === 0 || text.includes('%') ? undefined : ipaddr.parse(text);
}

function within(address: Address, [start, bits]: Network): boolean {
  return address.kind() === start.kind() && address.match(start, bits);
}

/** ISATAP, RFC 5214: any network, then 0:5efe or 200:5efe and an IPv4 address. */
function isIsatap(address: ipaddr.IPv6): boolean {
  const [group4 = 0, group5] = address.parts.slice(4);
  return (group4 & ~0x200) === 0 && group5 === 0x5efe;
}
