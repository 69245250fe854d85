import assert from 'node:assert/strict';
import { linkAddresses } from './link-addresses.ts';

describe('linkAddresses', () => {
  it('makes links of the addresses in a plain text, and of nothing else', () => {
    assert.equal(
      linkAddresses('see *https://a.example/b_c* (www.d.example), [x](javascript:y)'),
      'see \\*[https://a.example/b_c](https://a.example/b_c)\\* ([www.d.example](http://www.d.example)), \\[x\\](javascript:y)',
    );
  });

  it('makes neither a picture, nor a link of an address that was cut', () => {
    assert.equal(linkAddresses('look!https://a.example'), 'look\\![https://a.example](https://a.example)');
    assert.equal(linkAddresses('https://a.example/lon…'), 'https://a.example/lon…');
  });

  it('leaves text without addresses escaped as it was', () => {
    assert.equal(linkAddresses('# a_b'), '\\# a_b');
    assert.equal(linkAddresses('# a_b', false), '# a_b');
  });
});
