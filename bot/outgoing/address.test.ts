import assert from 'node:assert/strict';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { type AddressKind, addressKind, carriedAddresses, isWithin } from './address.ts';

/** Networks of IANA's special-purpose registries and of clouds, written down here independently of any library. */
const networks: Record<Exclude<AddressKind, 'public'>, string[]> = {
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/11', 'fc00::/8', 'fd12:3456::/32'],
  loopback: ['127.0.0.0/8', '::1/128'],
  metadata: ['169.254.0.0/16', '168.63.129.16/32', '100.100.100.200/32', 'fd00:ec2::254/128', 'fd20:ce::254/128'],
  reserved: [
    '0.0.0.0/8',
    '192.0.0.0/25',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '255.255.255.255/32',
    '::/128',
    '::7f00:0/104',
    '::ffff:0:0/96',
    '::ffff:0:0:0/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/32',
    '2001:2::/48',
    '2001:10::/28',
    '2001:20::/28',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    '4000::/3',
    '5f00::/16',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8',
  ],
};

/** Any address of a network. */
const addressIn = (cidr: string) => {
  const [start, bits] = ipaddr.parseCIDR(cidr);
  const bytes = start.toByteArray();
  return fc.uint8Array({ minLength: bytes.length, maxLength: bytes.length }).map(random => {
    const mixed = bytes.map((byte, index) => {
      const fixed = Math.min(8, Math.max(0, bits - index * 8));
      const mask = (0xff << (8 - fixed)) & 0xff;
      return (byte & mask) | ((random[index] ?? 0) & ~mask & 0xff);
    });
    return ipaddr.fromByteArray(mixed);
  });
};

describe('the kind of an address', () => {
  for (const [kind, cidrs] of Object.entries(networks))
    for (const cidr of cidrs)
      it(`is ${kind} everywhere in ${cidr}`, () => {
        fc.assert(
          fc.property(addressIn(cidr), address => {
            assert.equal(addressKind(address.toString()), kind);
            assert.equal(addressKind(address.toNormalizedString()), kind);
          }),
        );
      });

  it('is public for hosts on the internet, up to the edges of special networks', () => {
    const hosts = [
      '1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 168.63.129.15',
      '169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 192.169.0.0 198.17.255.255',
      '198.20.0.0 203.0.112.255 223.255.255.255 2606:4700::6810:84e5 2a00:1450:4007::200e 2001:4860:4860::8888',
    ].flatMap(line => line.split(' '));
    for (const host of hosts) assert.equal(addressKind(host), 'public', host);
  });

  it('is reserved for ISATAP in any network, and for what is not one plain address', () => {
    for (const text of [
      '2a00:1450::5efe:127.0.0.1',
      '2a00:1450::200:5efe:8.8.8.8',
      'fe80::1%eth0',
      '2606:4700::1%1',
      '127.1',
      '0x7f.0.0.1',
      '0127.0.0.1',
      '2130706433',
      '8.8.8.8/32',
      '[::1]',
      '',
      'localhost',
    ])
      assert.equal(addressKind(text), 'reserved', text);
  });

  it('knows the IPv4 addresses that an IPv6 address stands for', () => {
    const carried: Record<string, string[]> = {
      '::ffff:10.1.2.3': ['10.1.2.3'],
      '::10.1.2.3': ['10.1.2.3'],
      '::ffff:0:10.1.2.3': ['10.1.2.3'],
      '64:ff9b::169.254.169.254': ['169.254.169.254'],
      '64:ff9b:1::a01:203': ['10.1.2.3'],
      '2002:a01:203::1': ['10.1.2.3'],
      '2a00::200:5efe:10.1.2.3': ['10.1.2.3'],
      '2001:0:a01:203::f5fe:fdfc': ['10.1.2.3', '10.1.2.3'],
      '2606:4700::1': [],
      '::1': [],
      '::': [],
      '10.1.2.3': [],
    };
    for (const [text, expected] of Object.entries(carried)) assert.deepEqual(carriedAddresses(text), expected, text);
  });

  it('is looked up in networks of its own version only', () => {
    assert.equal(isWithin('10.1.2.3', '10.0.0.0/8'), true);
    assert.equal(isWithin('::ffff:10.1.2.3', '10.0.0.0/8'), false);
    assert.equal(isWithin('10.1.2.3', '::/1'), false);
  });
});
