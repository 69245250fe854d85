import assert from 'node:assert/strict';
import { readTimestamp } from './timestamp.ts';

describe('the time of a signature', () => {
  it('may be in seconds, in milliseconds or in ISO 8601', () => {
    const time = Date.UTC(2021, 2, 25, 5, 9, 27);
    for (const text of ['1616648967', '1616648967000', '2021-03-25T05:09:27Z', '2021-03-25T06:09:27.000+01:00'])
      assert.equal(readTimestamp(text), time);
  });

  for (const text of [
    '',
    ' 1616648967',
    '-1',
    '1e9',
    '0x60',
    '1616648967.5',
    '1616648967,1616648967',
    'now',
    '9'.repeat(20),
    '2021-13-25T05:09:27Z',
    '2021-03-25',
    '١٦١٦٦٤٨٩٦٧',
  ])
    it(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(readTimestamp(text), undefined);
    });
});
