import assert from 'node:assert/strict';
import { linkBareAddresses } from './link-bare-addresses.ts';

describe('linkBareAddresses', () => {
  it('makes links of the bare addresses in the Markdown of a card', () => {
    assert.equal(
      linkBareAddresses('**see** https://a.example/b_c*d (www.d.example)\n- **https://e.example/**'),
      '**see** [https://a.example/b_c\\*d](https://a.example/b_c*d) ([www.d.example](http://www.d.example))\n- **[https://e.example/](https://e.example/)**',
    );
  });

  it('leaves a line as it is where an address may be in a link or in code', () => {
    for (const text of [
      '[https://a.example](https://a.example) https://b.example',
      '`curl https://a.example`',
      '<https://a.example>',
      'a_b \\# no address',
      `https://a.example ${'a'.repeat(20_000)}`,
    ])
      assert.equal(linkBareAddresses(text), text);
  });
});
