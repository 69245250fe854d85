import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Canary, startCanary } from '../../test/support/canary.ts';
import { type DnsServer, startDnsServer } from '../../test/support/dns-server.ts';
import { readAllowedHosts } from './allow-list.ts';
import { createOutgoing, type OutgoingFetch } from './fetch.ts';
import { OutgoingError } from './outgoing-error.ts';

/** Addresses that lead to a server of this machine if nobody looks; PORT is its port. */
const waysToThisMachine = [
  'http://127.0.0.1:PORT/',
  'http://127.0.0.2:PORT/',
  'http://127.255.255.254:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://127.1:PORT/',
  'http://127.0.1:PORT/',
  'http://2130706433:PORT/',
  'http://017700000001:PORT/',
  'http://0x7f000001:PORT/',
  'http://0X7F000001:PORT/',
  'http://0x7f.0x0.0x0.0x1:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://0177.0.0.0x1:PORT/',
  'http://00000177.0.0.1:PORT/',
  'http://0x7f.1:PORT/',
  'http://127.0x000001:PORT/',
  'http://0:PORT/',
  'http://0.0.0.0:PORT/',
  'http://0x0:PORT/',
  'http://00.0x00:PORT/',
  'http://１２７.０.０.１:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'http://𝟭𝟮𝟳.𝟬.𝟬.𝟭:PORT/',
  'http://127。0。0。1:PORT/',
  'http://127．0．0．1:PORT/',
  'http://127｡0｡0｡1:PORT/',
  'http://127.0.0.\u00ad1:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://127%2e0%2e0%2e1:PORT/',
  'http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1:PORT/',
  'http://localhost:PORT/',
  'http://LOCALHOST:PORT/',
  'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/',
  'http://loc\u00adalhost:PORT/',
  'http://local\u200bhost:PORT/',
  'http://%6cocalhost:PORT/',
  'http://ｌｏｃａｌｈｏｓｔ:PORT/',
  'http://[::1]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[0000:0000:0000:0000:0000:0000:0000:0001]:PORT/',
  'http://[::0.0.0.1]:PORT/',
  'http://[::]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[::FFFF:7F00:0001]:PORT/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
  'http://[::ffff:0.0.0.0]:PORT/',
  'http:127.0.0.1:PORT/',
  'http:/127.0.0.1:PORT/',
  'http:////127.0.0.1:PORT/',
  'http:\\\\127.0.0.1:PORT/',
  'http://127.0.0.1:PORT\\@public.example/',
  'http://127.0.0.1:PORT#@public.example/',
  'http://127.0.0.1:PORT?@public.example/',
  '\thttp://127.0.0.1:PORT/',
  'ht\ntp://127.0.0.1:PORT/',
  'http://127.0.\r\n0.1:PORT/',
  'http://127.0.0.1:\tPORT/',
  ' http://127.0.0.1:PORT/ ',
  'HTTP://127.0.0.1:PORT/',
];

/** Addresses of internal networks, metadata services, tunnels, and those that only a careless reader takes for a host. */
const otherTricks = [
  'http://public.example@127.0.0.1:PORT/',
  'http://public.example:80@127.0.0.1:PORT/',
  'http://a:b@[::1]:PORT/',
  'http://public.example%40127.0.0.1:PORT/',
  'http://localhost.:PORT/',
  'http://a.localhost:PORT/',
  'http://127.0.0.1..:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[::ffff:0:127.0.0.1]:PORT/',
  'http://[64:ff9b::127.0.0.1]:PORT/',
  'http://[64:ff9b::7f00:1]:PORT/',
  'http://[64:ff9b:1::7f00:1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[2002:7f00:1::1]:PORT/',
  'http://[2001:0:7f00:1::80ff:fffe]:PORT/',
  'http://[fe80::5efe:127.0.0.1]:PORT/',
  'http://[2a00:1450::5efe:127.0.0.1]:PORT/',
  'http://[2a00:1450::200:5efe:10.0.0.1]:PORT/',
  'http://[::1%25lo]:PORT/',
  'http://[::1%lo]:PORT/',
  'http://[fe80::1]:PORT/',
  'http://[fec0::1]:PORT/',
  'http://[fc00::1]:PORT/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://[fd20:ce::254]/computeMetadata/v1/',
  'http://[ff02::1]:PORT/',
  'http://[100::1]:PORT/',
  'http://[2001:db8::1]:PORT/',
  'http://[3fff::1]:PORT/',
  'http://[5f00::1]:PORT/',
  'http://10.0.0.1/',
  'http://012.0.0.1/',
  'http://0xA.1/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://3232235777/',
  'http://100.64.0.1/',
  'http://100.100.100.200/latest/meta-data/',
  'http://168.63.129.16/metadata/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/latest/meta-data/',
  'http://0xA9FEA9FE/latest/meta-data/',
  'http://0251.0376.0251.0376/latest/meta-data/',
  'http://[::ffff:169.254.169.254]/latest/meta-data/',
  'http://[::ffff:a9fe:a9fe]/latest/meta-data/',
  'http://169.254.170.2/v2/credentials',
  'http://192.0.0.192/',
  'http://192.0.2.1/',
  'http://192.88.99.1/',
  'http://198.18.0.1/',
  'http://198.51.100.1/',
  'http://203.0.113.1/',
  'http://224.0.0.1/',
  'http://239.255.255.250:1900/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  'http://256.256.256.256/',
  'http://127.0.0.1.1/',
  'http://4294967296/',
  'http://0x100000000/',
  'file:///etc/passwd',
  'ftp://127.0.0.1:PORT/',
  'gopher://127.0.0.1:PORT/_GET',
  'ws://127.0.0.1:PORT/',
  'data:text/xml,<rss/>',
  'blob:http://127.0.0.1:PORT/id',
  'javascript:alert(1)',
  'unix:/var/run/docker.sock',
  'http+unix://%2Fvar%2Frun%2Fdocker.sock/info',
  'view-source:http://127.0.0.1:PORT/',
  '//127.0.0.1:PORT/',
  '/path',
  '127.0.0.1:PORT',
  'http://',
  'http:///',
  'http://:PORT/',
  'http://?',
  'http://.:PORT/',
  'http://..:PORT/',
  'http://-:PORT/',
  'http://a..b:PORT/',
  'http://127.0.0.1:PORT:80/',
  'http://127.0.0.1:99999/',
  'http://127.0.0.1:0/',
  'http://[127.0.0.1]:PORT/',
  'http://[::1:PORT/',
  'http://a\u0000.example:PORT/',
  'http://a"b.example:PORT/',
  'http://a*b.example:PORT/',
  `http://${'a.'.repeat(200)}example:PORT/`,
  `http://${'a'.repeat(64)}.example:PORT/`,
  `http://public.example/${'a'.repeat(10_000)}`,
  '',
];

/** Names of an attacker's own domain, and what DNS answers, question by question. */
const names: Record<string, string[][]> = {
  'loopback.example': [['127.0.0.1']],
  'loopback6.example': [['::1']],
  'zero.example': [['0.0.0.0']],
  'mapped.example': [['::ffff:127.0.0.1']],
  'nat64.example': [['64:ff9b::7f00:1']],
  'sixtofour.example': [['2002:7f00:1::1']],
  'private.example': [['10.0.0.1']],
  'mixed.example': [['93.184.215.14', '127.0.0.1']],
  'mixed6.example': [['93.184.215.14', '::1']],
  'metadata.google.internal': [['169.254.169.254']],
  'instance-data.ec2.internal': [['169.254.169.254']],
  'none.example': [[]],
  'xn--mnchen-3ya.example': [['127.0.0.1']],
  'under_score.example': [['127.0.0.1']],
};

describe('no known trick gets past the guard', () => {
  let canary: Canary;
  let dns: DnsServer;
  let fetchOutgoing: OutgoingFetch;

  before(async () => {
    canary = await startCanary(undefined, { host: '::' }).catch(() => startCanary(undefined, { host: '0.0.0.0' }));
    dns = await startDnsServer(names);
    fetchOutgoing = createOutgoing({ resolveHost: dns.resolveHost });
  });
  after(() => Promise.all([canary.close(), dns.close()]));

  const withPort = (url: string) => url.replaceAll('PORT', String(canary.port));

  async function assertRefused(url: string, codes = ['refused-address', 'refused-url', 'refused-port']) {
    const before = canary.connections();
    await assert.rejects(fetchOutgoing(url), (error: unknown) => {
      assert.ok(error instanceof OutgoingError);
      assert.ok(codes.includes(error.code), `${error.code}: ${error.message}`);
      return true;
    });
    assert.equal(canary.connections(), before);
  }

  it('though most of them work without it', async () => {
    const reached = await Promise.allSettled(waysToThisMachine.map(url => fetch(withPort(url))));
    const ways = reached.filter(one => one.status === 'fulfilled').length;
    // All of them on Linux; other systems have no 127.0.0.2, some have no IPv6.
    assert.ok(ways >= 40, `${ways} of ${waysToThisMachine.length}`);
  });

  for (const trick of [...waysToThisMachine, ...otherTricks])
    it(JSON.stringify(trick.slice(0, 60)), () => assertRefused(withPort(trick)));

  for (const [name, answers] of Object.entries(names))
    it(`the name ${name}, for which DNS has ${JSON.stringify(answers[0])}`, () =>
      assertRefused(`http://${name}:${canary.port}/`, ['refused-address', name === 'none.example' ? 'network' : '']));

  for (const port of [1, 7, 19, 21, 22, 23, 25, 53, 110, 139, 143, 445, 587, 993, 2049, 5060, 6000, 6667, 10080])
    it(`port ${port} of a public host`, () => assertRefused(`http://1.1.1.1:${port}/`, ['refused-port']));

  it('any spelling of any address of this machine', async () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const digits = fc.constantFrom(
      (part: number) => String(part),
      (part: number) => `0x${part.toString(16)}`,
      (part: number) => `0${part.toString(8)}`,
      (part: number) => String(part).replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit))),
    );
    const spelling = fc
      .tuple(octet, octet, octet, fc.integer({ min: 1, max: 4 }), fc.array(digits, { minLength: 4, maxLength: 4 }))
      .map(([b, c, d, parts, spell]) => {
        // The last of fewer than four parts holds all bytes that are left.
        const bytes = [127, b, c, d];
        const last = bytes.slice(parts - 1).reduce((sum, byte) => sum * 256 + byte, 0);
        return [...bytes.slice(0, parts - 1), last].map((part, index) => spell[index]?.(part)).join('.');
      });
    await fc.assert(
      fc.asyncProperty(spelling, host => assertRefused(`http://${host}:${canary.port}/`, ['refused-address'])),
    );
  });
});

describe('rebinding', () => {
  let checked: Canary;
  let other: Canary;
  let dns: DnsServer;
  let fetchOutgoing: OutgoingFetch;
  let url: string;

  before(async function () {
    checked = await startCanary((request, response) => {
      if (request.url === '/again') response.writeHead(302, { location: url });
      response.end('checked');
    });
    try {
      other = await startCanary(undefined, { host: '127.0.0.2', port: checked.port });
    } catch {
      // Only Linux has more than one address for this machine; the rest of this file does not need it.
      console.log('      no 127.0.0.2 on this machine: rebinding is not tested');
      await checked.close();
      this.skip();
    }
    url = `http://rebind.example:${checked.port}/`;
  });
  beforeEach(async () => {
    dns = await startDnsServer({ 'rebind.example': [['127.0.0.1'], ['127.0.0.2']] });
    const allowed = readAllowedHosts(`127.0.0.1:${checked.port}`);
    fetchOutgoing = createOutgoing({ allowed, resolveHost: dns.resolveHost });
  });
  afterEach(() => {
    assert.equal(other.connections(), 0);
    return dns.close();
  });
  after(() => Promise.all([checked.close(), other.close()]));

  it('fails within a call: the name is asked for once and the connection goes to the checked address', async () => {
    assert.equal((await fetchOutgoing(url)).body.toString(), 'checked');
    assert.equal(checked.requests.at(-1)?.headers.host, `rebind.example:${checked.port}`);
    assert.deepEqual(dns.asked, ['rebind.example']);
  });

  it('fails between two calls', async () => {
    await fetchOutgoing(url);
    await assert.rejects(fetchOutgoing(url), { code: 'refused-address' });
  });

  it('fails between a request and a redirect to the same name', async () => {
    await assert.rejects(fetchOutgoing(`${url}again`), { code: 'refused-address' });
    assert.deepEqual(dns.asked, ['rebind.example', 'rebind.example']);
  });
});
