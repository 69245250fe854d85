import assert from 'node:assert/strict';
import { formatSize } from './size.ts';

describe('a size for people', () => {
  it('is written in the unit that suits it', () => {
    assert.deepEqual(
      [0, 1, 812, 1_240, 3_000_000].map(bytes => formatSize(bytes, 'en')),
      ['0 bytes', '1 byte', '812 bytes', '1.2 kB', '3 MB'],
    );
    assert.equal(formatSize(1_240, 'fr').replace(/\s/gu, ' '), '1,2 ko');
  });
});
