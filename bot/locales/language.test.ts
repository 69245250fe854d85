import assert from 'node:assert/strict';
import { languageOf } from './language.ts';

describe('languageOf', () => {
  it('reads the language of a locale, whatever its country and case', () => {
    for (const locale of ['fr', 'fr-FR', 'fr-CA', 'FR-be']) assert.equal(languageOf(locale), 'fr');
    for (const locale of ['en', 'en-GB']) assert.equal(languageOf(locale), 'en');
  });

  it('knows no others', () => {
    for (const locale of ['de-DE', 'frx', '', '-']) assert.equal(languageOf(locale), undefined);
  });
});
