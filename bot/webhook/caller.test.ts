import assert from 'node:assert/strict';
import { BlockList } from 'node:net';
import fc from 'fast-check';
import { callerAddress } from './caller.ts';

const trusted = new BlockList();
trusted.addSubnet('10.0.0.0', 8);
trusted.addSubnet('fd00::', 8, 'ipv6');
const caller = (peer: string | undefined, forwarded?: string) => callerAddress(peer, forwarded, trusted);

describe('the address of a caller', () => {
  it('is the other end of the connection', () => {
    assert.equal(caller('192.0.2.1'), '192.0.2.1');
    assert.equal(caller('::ffff:192.0.2.1'), '192.0.2.1');
    assert.equal(caller('2001:db8::1'), '2001:db8::1');
    assert.equal(caller(undefined), '');
  });

  it('is not what an untrusted caller says of itself', () => {
    assert.equal(caller('192.0.2.1', '198.51.100.7'), '192.0.2.1');
    assert.equal(caller('10.0.0.1', '198.51.100.7, 192.0.2.1'), '192.0.2.1');
  });

  it('is what the trusted proxies say, through all of them', () => {
    assert.equal(caller('10.0.0.1', '192.0.2.1'), '192.0.2.1');
    assert.equal(caller('::ffff:10.0.0.1', ' 192.0.2.1 ,10.0.0.2, fd00::1'), '192.0.2.1');
    assert.equal(caller('fd00::1', '2001:db8::1'), '2001:db8::1');
    assert.equal(caller('10.0.0.1', '10.0.0.2'), '10.0.0.2');
  });

  it('is the last one that is an address', () => {
    for (const forwarded of ['', 'unknown', '192.0.2.1, unknown', '192.0.2.1:80', '_hidden'])
      assert.equal(caller('10.0.0.1', forwarded), '10.0.0.1', forwarded);
  });

  it('is never what an untrusted caller wrote, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), written => {
        assert.equal(caller('10.0.0.1', `${written}, 192.0.2.1`), '192.0.2.1');
        assert.equal(caller('192.0.2.1', written), '192.0.2.1');
      }),
    );
  });
});
