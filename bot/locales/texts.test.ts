import assert from 'node:assert/strict';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import { cardTexts } from './texts.ts';

/** `card.moreFacts.one` and so on, each with its placeholders. */
function keys(value: object | string, path = ''): string[] {
  if (typeof value === 'string') return [`${path} ${(value.match(/\{\w+\}/g) ?? []).join(' ')}`];
  return Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`));
}

describe('the words of cards', () => {
  it('are the same in both languages, with the same placeholders', () => {
    assert.deepEqual(keys(fr).sort(), keys(en).sort());
  });

  it('agree with the number', () => {
    assert.equal(cardTexts('en').moreFacts(1), '… 1 more fact');
    assert.equal(cardTexts('en').moreFacts(37), '… 37 more facts');
    assert.equal(cardTexts('fr').moreFacts(2), '… 2 autres détails');
    assert.equal(cardTexts('fr').moreSections(0), '… 0 autre section');
  });

  it('take names as they are', () => {
    assert.match(cardTexts('en').unsupportedAction('$& {name}'), /: \$& \{name\}$/);
  });
});
