import assert from 'node:assert/strict';
import { cardTexts } from '../locales/card-texts.ts';
import { renderSection } from './render-section.ts';

const section = { images: [], actions: [] };

describe('renderSection', () => {
  it('keeps the name of a fact that has no value', () => {
    const facts = [{ name: 'Branch', value: '' }];
    assert.deepEqual(renderSection({ ...section, facts }, { hasLine: false }, cardTexts('en')), [
      { type: 'Container', items: [{ type: 'FactSet', facts: [{ title: 'Branch', value: '' }] }] },
    ]);
  });

  it('is nothing where there is nothing to show', () => {
    assert.deepEqual(renderSection({ ...section, facts: [] }, { hasLine: true }, cardTexts('en')), []);
  });
});
