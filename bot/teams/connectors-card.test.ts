import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cardViolations } from '../../playground/connector/adaptive-card.ts';
import { expectGolden } from '../../test/expect-golden.ts';
import { botTexts } from '../locales/bot-texts.ts';
import { messageSize } from '../notification/limits.ts';
import { connectorsCard, type ListedConnection } from './connectors-card.ts';

const tabUrl = 'https://teams.microsoft.com/l/entity/app/connectors';
const connections: ListedConnection[] = [
  { name: 'Build *server*', connector: 'Incoming Webhook', status: 'active', url: 'up-to-date' },
  { name: 'News', connector: 'RSS', status: 'paused', url: undefined },
  { name: 'Nightly', connector: 'Jenkins', status: 'active', url: 'waiting-for-first-message' },
  { name: 'Old script', connector: 'Incoming Webhook', status: 'suspended', url: 'expired' },
  { name: 'Pull requests', connector: 'GitHub', status: 'active', url: 'attention-required' },
];

describe('the card of the connectors command', () => {
  for (const language of ['en', 'fr'] as const) {
    it(`lists the connections, those that need somebody first (${language})`, () => {
      const card = connectorsCard(connections, botTexts(language), tabUrl);
      assert.deepEqual(cardViolations(card), []);
      expectGolden(import.meta.dirname, `connectors-card-${language}`, card);
    });

    it(`says what to do where there is none (${language})`, () => {
      const card = connectorsCard([], botTexts(language), undefined);
      assert.deepEqual(cardViolations(card), []);
      expectGolden(import.meta.dirname, `connectors-card-empty-${language}`, card);
    });
  }

  it('offers Update URL only where a URL needs it', () => {
    const needsUpdate = (url: ListedConnection['url']) => {
      const card = connectorsCard([{ name: 'x', connector: 'y', status: 'active', url }], botTexts('en'), undefined);
      return JSON.stringify(card).includes('"open":"update-url"');
    };
    assert.deepEqual(
      (['expired', 'attention-required', 'waiting-for-first-message', 'up-to-date', undefined] as const).map(
        needsUpdate,
      ),
      [true, true, false, false, false],
    );
  });

  it('is valid and within what Teams takes, whatever the names, and however many', () => {
    const anyConnection = fc.record({
      name: fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
      connector: fc.string({ unit: 'binary', maxLength: 100 }),
      status: fc.constantFrom('active', 'paused', 'suspended'),
      url: fc.constantFrom('expired', 'attention-required', 'waiting-for-first-message', 'up-to-date', undefined),
    }) satisfies fc.Arbitrary<ListedConnection>;
    fc.assert(
      fc.property(fc.array(anyConnection, { maxLength: 200, size: 'max' }), some => {
        const card = connectorsCard(some, botTexts('en'), tabUrl);
        assert.deepEqual(cardViolations(card), []);
        assert.ok(messageSize(card) < 80_000);
      }),
      { numRuns: 8 },
    );
  });
});
