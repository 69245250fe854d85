import assert from 'node:assert/strict';
import { cardsHeading, mayReplay, outcomes, shownOutcome } from './outcome.ts';

describe('what became of a request', () => {
  it('is a new attempt where something went wrong before, and waiting where nothing did', () => {
    assert.equal(shownOutcome({ outcome: 'waiting', reason: 'Teams answered 503.' }), 'tryingAgain');
    assert.equal(shownOutcome({ outcome: 'waiting', reason: null }), 'waiting');
    for (const outcome of outcomes.filter(one => one !== 'waiting'))
      assert.equal(shownOutcome({ outcome, reason: 'because' }), outcome);
  });

  it('can be posted once more where it failed or was posted, not where it waits or was no message', () => {
    assert.deepEqual(outcomes.filter(mayReplay), ['posted', 'failed']);
  });

  it('is a card in the channel, one on its way, or one that never came there', () => {
    assert.deepEqual((['posted', 'waiting', 'sending', 'dead letter', 'cancelled'] as const).map(cardsHeading), [
      'cards',
      'cardsPending',
      'cardsPending',
      'cardsNotPosted',
      'cardsNotPosted',
    ]);
  });
});
