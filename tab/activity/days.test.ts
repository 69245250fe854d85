import assert from 'node:assert/strict';
import { groupByDay } from './days.ts';

describe('activity by day', () => {
  const now = new Date(2026, 10, 22, 9, 30).getTime();
  const at = (year: number, month: number, day: number, hour: number) => ({
    at: new Date(year, month - 1, day, hour).getTime(),
  });

  it('has a heading for each day, in the order in which it is given', () => {
    const days = groupByDay(
      [at(2026, 11, 22, 9), at(2026, 11, 22, 0), at(2026, 11, 21, 23), at(2026, 11, 17, 8), at(2025, 12, 31, 8)],
      now,
      'en',
    );
    assert.deepEqual(
      days.map(day => [day.label, day.items.length]),
      [
        ['Today', 2],
        ['Yesterday', 1],
        ['Tuesday, November 17', 1],
        ['Wednesday, December 31, 2025', 1],
      ],
    );
    assert.equal(new Set(days.map(day => day.key)).size, days.length);
  });

  it('speaks the reader’s language', () => {
    const labels = groupByDay([at(2026, 11, 22, 8), at(2026, 11, 21, 8), at(2026, 11, 17, 8)], now, 'fr');
    assert.deepEqual(
      labels.map(day => day.label),
      ['Aujourd’hui', 'Hier', 'Mardi 17 novembre'],
    );
  });

  it('is empty where nothing came in', () => {
    assert.deepEqual(groupByDay([], now, 'en'), []);
  });
});
