import assert from 'node:assert/strict';
import { safeAddress } from './safe-address.ts';

describe('an address in a card', () => {
  it('may be http, https or mailto', () => {
    assert.equal(safeAddress('https://example.com/a b'), 'https://example.com/a%20b');
    assert.equal(safeAddress('HTTP://example.com'), 'http://example.com/');
    assert.equal(safeAddress('mailto:ada@contoso.example'), 'mailto:ada@contoso.example');
  });

  it('is otherwise dropped', () => {
    const unsafe = [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,x',
      'file:///etc',
      '//x',
      '/x',
      '',
      'vbscript:x',
    ];
    for (const address of unsafe) assert.equal(safeAddress(address), undefined, address);
  });
});
