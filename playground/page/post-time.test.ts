import assert from 'node:assert/strict';
import { fullTime, postTime } from './post-time.ts';

describe('the time of a post', () => {
  const now = new Date(2026, 10, 22, 15, 0);
  const written = (...at: [number, number, number, number, number]) =>
    postTime(new Date(...at).toISOString(), now, 'en-US').replaceAll('\u202f', ' ');

  it('is the hour today', () => assert.equal(written(2026, 10, 22, 0, 5), '12:05 AM'));
  it('names yesterday', () => assert.equal(written(2026, 10, 21, 23, 59), 'Yesterday 11:59 PM'));
  it('names the weekday within six days', () => assert.equal(written(2026, 10, 16, 10, 42), 'Monday 10:42 AM'));
  it('gives the date before that', () => assert.equal(written(2026, 10, 15, 10, 42), 'Nov 15 10:42 AM'));
  it('gives the year of another year', () => assert.equal(written(2025, 10, 15, 10, 42), 'Nov 15, 2025 10:42 AM'));
  it('speaks the reader’s language', () => {
    assert.match(postTime(new Date(2026, 10, 21, 23, 59).toISOString(), now, 'fr'), /^Hier 23:59$/);
  });
  it('leaves what is no time', () => {
    assert.equal(postTime('soon', now), '');
    assert.equal(fullTime('soon'), 'soon');
  });
});
