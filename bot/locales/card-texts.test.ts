import assert from 'node:assert/strict';
import { cardTexts } from './card-texts.ts';

describe('the words of cards', () => {
  it('agree with the number', () => {
    assert.equal(cardTexts('en').moreFacts(1), '… 1 more fact');
    assert.equal(cardTexts('en').moreFacts(1_037), '… 1,037 more facts');
    assert.equal(cardTexts('fr').moreFacts(2), '… 2 autres détails');
    assert.equal(cardTexts('fr').moreSections(0), '… 0 autre section');
  });

  it('name one button or several in one line', () => {
    assert.equal(cardTexts('en').unsupportedActions(['Move']), 'This button cannot be used here yet: Move');
    assert.equal(cardTexts('en').unsupportedActions(['A', 'B', 'C']), 'These buttons cannot be used here yet: A, B, C');
    assert.equal(
      cardTexts('fr').unsupportedActions(['A', 'B', 'C']),
      'Ces boutons ne peuvent pas encore être utilisés ici : A, B et C',
    );
  });

  it('take names as they are', () => {
    assert.match(cardTexts('en').removedButtons(['$& {names}']), /: \$& \{names\}$/);
  });
});
