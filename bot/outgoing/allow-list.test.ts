import assert from 'node:assert/strict';
import { type AllowedHost, AllowListError, entriesFor, readAllowedHosts } from './allow-list.ts';

const port = undefined;

describe('the allow-list', () => {
  const forms: Record<string, AllowedHost[]> = {
    '': [],
    ' , ': [],
    'jenkins.corp.example': [{ kind: 'name', name: 'jenkins.corp.example', port }],
    'Jenkins.Corp.Example.:8080': [{ kind: 'name', name: 'jenkins.corp.example', port: 8080 }],
    'bücher.example': [{ kind: 'name', name: 'xn--bcher-kva.example', port }],
    '*.corp.example': [{ kind: 'subdomains', domain: 'corp.example', port }],
    '*.corp.example:81, wiki\n10.0.0.0/8': [
      { kind: 'subdomains', domain: 'corp.example', port: 81 },
      { kind: 'name', name: 'wiki', port },
      { kind: 'network', cidr: '10.0.0.0/8', port },
    ],
    '10.1.2.3': [{ kind: 'network', cidr: '10.1.2.3/32', port }],
    '10.1.2.3:8080': [{ kind: 'network', cidr: '10.1.2.3/32', port: 8080 }],
    '10.1.0.0/16:8080': [{ kind: 'network', cidr: '10.1.0.0/16', port: 8080 }],
    'fd12::1': [{ kind: 'network', cidr: 'fd12::1/128', port }],
    'fd12::/16': [{ kind: 'network', cidr: 'fd12::/16', port }],
    '[fd12::1]': [{ kind: 'network', cidr: 'fd12::1/128', port }],
    '[FD12::1]:8080': [{ kind: 'network', cidr: 'fd12::1/128', port: 8080 }],
    '[fd12::/16]:8080': [{ kind: 'network', cidr: 'fd12::/16', port: 8080 }],
  };
  for (const [text, entries] of Object.entries(forms))
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(readAllowedHosts(text), entries));

  for (const entry of [
    'https://jenkins.corp.example',
    'jenkins.corp.example/path',
    'user@jenkins.corp.example',
    'jenkins.corp.example:0',
    'jenkins.corp.example:65536',
    'jenkins.corp.example:http',
    '*',
    '*.',
    'a.*.example',
    '*jenkins.example',
    '10.0.0.0/33',
    '10.0.0.0/0',
    '::/0',
    '10.0.0.0/x',
    '10.0.0.0/',
    '10.1.2.3/8',
    '10.0.0',
    '2130706433',
    '0x7f.1',
    'fe80::1%eth0',
    'fd12::1/129',
    '[fd12::1',
    '-a.example',
  ])
    it(`refuses ${entry} and names it`, () => {
      assert.throws(
        () => readAllowedHosts(`wiki, ${entry}`),
        (error: unknown) => error instanceof AllowListError && error.message.startsWith(entry),
      );
    });

  it('says which network was probably meant', () => {
    assert.throws(() => readAllowedHosts('10.1.2.3/8'), /did you mean 10\.0\.0\.0\/8\?/);
  });

  const admits = (list: string, host: string, address: string) =>
    entriesFor(readAllowedHosts(list), host, address).length > 0;

  it('admits the private addresses of a name, not those of its neighbours', () => {
    assert.ok(admits('wiki.corp.example', 'wiki.corp.example', '10.1.2.3'));
    assert.ok(admits('wiki.corp.example', 'wiki.corp.example', 'fd12::1'));
    assert.ok(!admits('wiki.corp.example', 'a.wiki.corp.example', '10.1.2.3'));
    assert.ok(!admits('wiki.corp.example', 'corp.example', '10.1.2.3'));
    assert.ok(!admits('wiki.corp.example', 'evil-wiki.corp.example', '10.1.2.3'));
  });

  it('admits with *. all names below a domain, but neither the domain nor what only ends alike', () => {
    assert.ok(admits('*.corp.example', 'a.corp.example', '10.1.2.3'));
    assert.ok(admits('*.corp.example', 'a.b.corp.example', '10.1.2.3'));
    assert.ok(!admits('*.corp.example', 'corp.example', '10.1.2.3'));
    assert.ok(!admits('*.corp.example', 'evilcorp.example', '10.1.2.3'));
  });

  it('admits an address under any name', () => {
    assert.ok(admits('10.0.0.0/8', 'anything.example', '10.1.2.3'));
    assert.ok(admits('127.0.0.1', 'anything.example', '127.0.0.1'));
    assert.ok(!admits('10.0.0.0/8', 'anything.example', '11.0.0.1'));
  });

  it('admits this machine by an address or as localhost, not by another name', () => {
    assert.ok(admits('localhost', 'localhost', '127.0.0.1'));
    assert.ok(admits('localhost', 'localhost', '::1'));
    assert.ok(!admits('*.corp.example', 'a.corp.example', '127.0.0.1'));
    assert.ok(!admits('a.corp.example', 'a.corp.example', '::1'));
    assert.ok(!admits('a.corp.example', 'a.corp.example', 'fe80::1'));
  });

  it('admits a metadata service by its own address only', () => {
    for (const list of ['169.254.0.0/16', '168.63.129.0/24', 'fd00:ec2::/32', '128.0.0.0/1', 'meta.corp.example'])
      for (const address of ['169.254.169.254', '168.63.129.16', 'fd00:ec2::254'])
        assert.ok(!admits(list, 'meta.corp.example', address), `${list} ${address}`);
    assert.ok(admits('169.254.169.254', 'meta.corp.example', '169.254.169.254'));
    assert.ok(admits('fd00:ec2::254', 'meta.corp.example', 'fd00:ec2::254'));
  });
});
