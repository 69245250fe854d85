import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSON5 from 'json5';
import { cardViolations } from '../../playground/connector/adaptive-card.ts';
import { adaptiveCard } from '../../test/adaptive-card-schema.ts';
import { cardTexts } from '../locales/card-texts.ts';
import { ENVELOPE_BYTES, MAX_MESSAGE_BYTES, messageSize, renderWithinLimit } from './limits.ts';
import { readPayload } from './read-payload.ts';

const FIXTURES = join(import.meta.dirname, '../../../shared/fixtures');
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/** Bodies without summary, text and card; Microsoft's connectors refused them too. */
const REFUSED = [
  'doc-single-quoted-empty-text.json',
  'x-django-actionable-messages--test-cards-3.json',
  'x-django-actionable-messages--test-cards-8.json',
];

function bodiesIn(folder: string): [name: string, body: unknown][] {
  const path = join(FIXTURES, folder);
  if (!existsSync(path)) {
    console.log(`      ${folder}: not tried, ../shared/fixtures is not there`);
    return [];
  }
  const names = readdirSync(path).filter(name => name.endsWith('.json'));
  return names.map(name => [name, JSON5.parse(readFileSync(join(path, name), 'utf8').replace(/^\ufeff/, ''))]);
}

/** Posts a body as far as Teams' door: all its cards are valid, for the playground and for our own schema. */
function expectValidCards(name: string, body: unknown): void {
  const result = readPayload(body);
  if (!result.ok) {
    assert.equal(result.reason, 'summary-or-text-required', `${name}: ${result.detail}`);
    assert.ok(REFUSED.includes(name), `${name}: ${result.detail}`);
    return;
  }
  const cards = renderWithinLimit(result.notification, { name: 'Builds' }, cardTexts('en'));
  for (const card of cards) {
    assert.deepEqual(cardViolations(card), [], name);
    adaptiveCard.parse(card);
  }
  assert.ok(messageSize(cards) <= MAX_MESSAGE_BYTES - ENVELOPE_BYTES, name);
}

describe('real payloads', () => {
  it('of other projects become cards that Teams takes', () => {
    for (const [name, body] of bodiesIn('messagecards')) expectValidCards(name, body);
  });

  it('that are Adaptive Cards pass, bare and attached', () => {
    for (const [name, card] of bodiesIn('adaptivecards')) {
      expectValidCards(name, card);
      expectValidCards(name, { type: 'message', attachments: [{ contentType: ADAPTIVE, content: card }] });
    }
  });
});
