import assert from 'node:assert/strict';
import { formatTime } from './time.ts';

const now = Date.UTC(2026, 10, 22, 12);
const minutes = 60_000;

describe('times for people', () => {
  it('say how long ago, in the largest unit that fits', () => {
    const { relative } = formatTime('en-US');
    const said = [0, 59_000, 5 * minutes, 119 * minutes, 26 * 60 * minutes, 20 * 24 * 60 * minutes].map(ago =>
      relative(now - ago, now),
    );
    assert.deepEqual(said, ['now', 'now', '5 minutes ago', '1 hour ago', '1 day ago', '20 days ago']);
  });

  it('say how long it still is', () => {
    const { relative } = formatTime('en');
    assert.equal(relative(now + 3 * 24 * 60 * minutes, now), 'in 3 days');
    assert.equal(relative(now + 3 * 24 * 60 * minutes - 1, now), 'in 3 days');
    assert.equal(relative(now + 25 * 60 * minutes, now), 'in 1 day');
  });

  it('speak the language of the reader', () => {
    assert.equal(formatTime('fr-FR').relative(now - 5 * minutes, now), 'il y a 5 minutes');
    assert.match(formatTime('fr').date(now), /^2[1-3] novembre 2026$/);
    assert.match(formatTime('en').dateTime(now), /^Nov 2[1-3], 2026, /);
  });

  it('speak English where the locale is none', () => {
    assert.equal(formatTime('not a locale').relative(now, now), 'now');
  });
});
