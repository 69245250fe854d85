import assert from 'node:assert/strict';
import { acceptedLanguage } from './accept-language.ts';

describe('the language of a request', () => {
  for (const [header, language] of [
    [undefined, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['FR-be', 'fr'],
    ['de-DE,fr;q=0.8,en;q=0.9', 'en'],
    ['de, fr;q=0.5', 'fr'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['frisian', 'en'],
    [';;;,,=q', 'en'],
  ] as const)
    it(`is ${language} for ${header}`, () => {
      assert.equal(acceptedLanguage(header, 'en'), language);
    });

  it('is the one of the service where none is spoken here', () => {
    assert.equal(acceptedLanguage('de', 'fr'), 'fr');
  });
});
