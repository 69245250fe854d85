import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adaptiveCard } from '../../test/adaptive-card-schema.ts';
import { expectGolden } from '../../test/expect-golden.ts';
import { cardTexts } from '../locales/card-texts.ts';
import type { CardHead } from './adaptive-card.ts';
import { payloads } from './golden/payloads.ts';
import { renderWithinLimit } from './limits.ts';
import { readPayload } from './read-payload.ts';

const SAMPLES = join(import.meta.dirname, '../../connectors/incoming-webhook/samples');
const samples = [
  'adaptive-card-mention',
  'hero-and-thumbnail-cards',
  'message-card-build-failed',
  'message-card-html-text',
  'title-and-text',
];

const HEAD: CardHead = { name: 'Build *server*', pictureUrl: 'https://adaptivecards.io/content/cats/1.png' };

/** Few enough bytes that the golden file of a cut card is not long. */
const SMALL_MESSAGE = 14_000;

/** What goes out for a payload: the summary of the activity and the cards. */
function render(payload: unknown, language: 'en' | 'fr', maxBytes?: number): object {
  const result = readPayload(payload);
  if (!result.ok) throw new Error(result.detail);
  const cards = renderWithinLimit(result.notification, HEAD, cardTexts(language), maxBytes);
  for (const card of cards) adaptiveCard.parse(card);
  return { summary: result.notification.summary, cards };
}

describe('the card of', () => {
  for (const name of samples) {
    it(`the sample ${name}`, () => {
      const payload: unknown = JSON.parse(readFileSync(join(SAMPLES, `${name}.json`), 'utf8'));
      expectGolden(import.meta.dirname, name, render(payload, 'en'));
    });
  }

  for (const [name, payload] of Object.entries(payloads)) {
    it(`the payload ${name}`, () => {
      const maxBytes = name === 'cut-to-the-limit' ? SMALL_MESSAGE : undefined;
      expectGolden(import.meta.dirname, name, render(payload, 'en', maxBytes));
    });
  }

  it('a MessageCard in a French team', () => {
    expectGolden(import.meta.dirname, 'french', render(payloads['message-card-every-field'], 'fr'));
  });
});
