import { type BlockList, isIP } from 'node:net';

/**
 * The address that a request comes from. `X-Forwarded-For` is read from its end as long as it was written by a proxy
 * that we trust: what a caller puts there itself stands before that, and is not believed.
 */
export function callerAddress(peer: string | undefined, forwardedFor: string | undefined, trusted: BlockList): string {
  let address = withoutMapping(peer ?? '');
  const hops = (forwardedFor ?? '').split(',').map(hop => withoutMapping(hop.trim()));
  for (let hop = hops.pop(); hop !== undefined; hop = hops.pop()) {
    if (isIP(hop) === 0 || !isTrusted(address, trusted)) break;
    address = hop;
  }
  return address;
}

const withoutMapping = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
