import assert from 'node:assert/strict';
import { readFeedDate } from './feed-date.ts';

const dates: Record<string, string[]> = {
  '2003-12-31T10:14:55.000Z': [
    '2003-12-31T10:14:55Z',
    '2003-12-31T10:14:55.5Z',
    '2003-12-31T10:14:55',
    '2003-12-31 10:14:55 UTC',
    '2003-12-31t02:14:55-08:00',
    '2003-12-31T11:14:55+0100',
    '20031231T101455Z',
    'Wed, 31 Dec 2003 10:14:55 GMT',
    'Wed, 31 Dec 2003 10:14:55 +0000',
    '31 Dec 2003 11:14:55 CET',
    'Wed, 31 Dec 03 05:14:55 EST',
    'Wednesday, 31-Dec-03 10:14:55 GMT',
    'Wed, 31 December 2003 15:44:55 IST',
    'Wed,31 Dec 2003 10:14:55 +0000 (UTC)',
    'Wed, 31 Dec 2003 12:14:55 GMT+2',
    'Wed Dec 31 10:14:55 2003',
    'Wed Dec 31 10:14:55 GMT 2003',
    'December 31, 2003 10:14:55 AM',
    'mer., 31 déc. 2003 11:14:55 +0100',
    'Mi, 31 Dez 2003 11:14:55 +0100',
    '\n  Wed, 31 Dec 2003 10:14:55 GMT ',
  ],
  '2003-12-31T22:14:00.000Z': ['2003-12-31T22:14Z', 'Dec 31, 2003, 10:14 PM', 'Wed, 31 Dec 2003 22:14'],
  '2003-12-31T00:00:00.000Z': ['2003-12-31', '20031231', '31 Dec 2003', 'Wed, 31 Dec 2003', 'December 31, 2003'],
  '2003-12-01T00:00:00.000Z': ['2003-12'],
  '2003-01-01T00:00:00.000Z': ['2003'],
};

describe('readFeedDate', () => {
  for (const [expected, texts] of Object.entries(dates))
    for (const text of texts)
      it(`reads ${text.trim()}`, () => {
        const time = readFeedDate(text);
        assert.equal(time && new Date(time).toISOString(), expected);
      });

  for (const text of [
    '',
    'yesterday',
    '0000-00-00T00:00:00Z',
    '1970-01-01',
    '31/12',
    'Wed, 31 Foo 2003',
    '2003-13-45',
    '2024/05/28 10:00:00',
    '2024년 05월 28일',
    '2013-xx-27',
    '2023-02-29',
    '31 Apr 2003',
    '2003-12-31T1',
    '2003-12-31 25:00:00',
    '2003-12-31T10:00:00+99:00',
    'Wed, 31 Dec 2003 10:00:00 -0175',
    '20031',
    '31 Dec 2003 noon',
    '2004-05-25 오후 11:23:17',
  ])
    it(`reads nothing out of “${text}”`, () => assert.equal(readFeedDate(text), undefined));
});
