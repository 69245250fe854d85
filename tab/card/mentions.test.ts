import assert from 'node:assert/strict';
import { keepMentions, mentionTexts } from './mentions.ts';

describe('mentions of a card', () => {
  const card = {
    type: 'AdaptiveCard',
    msteams: {
      entities: [
        { type: 'mention', text: '<at>Ada</at>', mentioned: { id: 'ada@contoso.example', name: 'Ada' } },
        { type: 'other', text: '<at>Ben</at>' },
        null,
      ],
    },
  };

  it('are those that an entity declares', () => {
    assert.deepEqual(mentionTexts(card), ['<at>Ada</at>']);
  });

  it('are none where there are no entities', () => {
    for (const none of [null, [], 'x', {}, { msteams: {} }, { msteams: { entities: {} } }]) {
      assert.deepEqual(mentionTexts(none), []);
    }
  });

  it('leave others as they were written', () => {
    assert.equal(keepMentions('<at>Ada</at>, <at>Ben</at>', ['<at>Ada</at>']), '<at>Ada</at>, \\<at>Ben</at>');
  });
});
