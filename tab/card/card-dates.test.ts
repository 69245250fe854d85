import assert from 'node:assert/strict';
import { writeDates } from './card-dates.ts';

describe('dates in a card', () => {
  const at = '2026-12-05T14:30:00Z';
  const write = (text: string, locale: string, zone = 'UTC') =>
    writeDates(text, locale, zone).replaceAll(/[\u202f\u00a0]/g, ' ');

  it('are written in the reader’s language, in each of their forms', () => {
    assert.equal(write(`{{DATE(${at})}}`, 'en-US'), '12/5/2026');
    assert.equal(write(`{{DATE(${at}, COMPACT)}}`, 'fr-FR'), '05/12/2026');
    assert.equal(write(`{{DATE(${at},SHORT)}}`, 'en-US'), 'Sat, Dec 5, 2026');
    assert.equal(write(`Le {{DATE(${at}, LONG)}} à {{TIME(${at})}}.`, 'fr-FR'), 'Le samedi 5 décembre 2026 à 14:30.');
    assert.equal(write(`{{TIME(${at})}}`, 'en-US'), '2:30 PM');
  });

  it('are written in the reader’s time zone', () => {
    assert.equal(
      write('{{DATE(2026-12-31T23:30:00Z)}} {{TIME(2026-12-31T23:30:00Z)}}', 'fr-FR', 'Europe/Paris'),
      '01/01/2027 00:30',
    );
    assert.equal(write('{{TIME(2026-06-01T12:00:00+02:00)}}', 'en-US'), '10:00 AM');
  });

  it('stay as they are where they are none', () => {
    for (const text of [
      '{{DATE(tomorrow)}}',
      '{{DATE(2026-13-45T99:00:00Z)}}',
      '{{TIME(2026-12-05)}}',
      '{DATE(x)}',
      '',
    ])
      assert.equal(write(text, 'en-US'), text);
  });
});
