import assert from 'node:assert/strict';
import { adaptiveCard } from '../../test/adaptive-card-schema.ts';
import { cardTexts } from '../locales/card-texts.ts';
import { ENVELOPE_BYTES, MAX_MESSAGE_BYTES, messageSize, renderWithinLimit } from './limits.ts';
import type { Section } from './notification.ts';
import { readPayload } from './read-payload.ts';

/** The cards for a payload, valid and within the limit. */
function cardsFor(payload: unknown, maxBytes = MAX_MESSAGE_BYTES): string {
  const result = readPayload(payload);
  if (!result.ok) assert.fail(result.detail);
  const cards = renderWithinLimit(result.notification, { name: 'Builds' }, cardTexts('en'), maxBytes);
  for (const card of cards) adaptiveCard.parse(card);
  assert.ok(messageSize(cards) <= maxBytes - ENVELOPE_BYTES, `${messageSize(cards)}`);
  return JSON.stringify(cards);
}

const facts = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `n${index}`, value: 'v' }));

describe('renderWithinLimit', () => {
  it('counts in UTF-16, as Teams does', () => {
    assert.equal(messageSize({ a: 'é😀' }), '{"a":"é😀"}'.length * 2);
  });

  it('leaves alone what fits', () => {
    assert.doesNotMatch(cardsFor({ text: 'x', sections: [{ facts: facts(100) }] }), /more|…/);
  });

  it('says how many facts, sections, pictures and buttons are missing', () => {
    const missing = (json: string, what: string) =>
      Number(new RegExp(`… ([\\d,]+) more ${what}`).exec(json)?.[1]?.replace(',', '') ?? 0);
    const manyFacts = cardsFor({ text: 'x', sections: [{ facts: facts(5_000) }] });
    assert.equal(missing(manyFacts, 'facts') + manyFacts.split('"value":"v"').length - 1, 5_000);
    const manySections = cardsFor({ text: 'x', sections: Array.from({ length: 2_000 }, () => ({ text: 'SECTION' })) });
    assert.equal(missing(manySections, 'sections') + manySections.split('SECTION').length - 1, 2_000);
    const images = Array.from({ length: 900 }, (_, index) => `https://a.example/${index}.png`);
    assert.ok(missing(cardsFor({ text: 'x', sections: [{ images }] }), 'pictures') > 600);
    const potentialAction = Array.from({ length: 200 }, () => ({
      '@type': 'OpenUri',
      name: 'o',
      targets: [{ uri: 'https://a.example' }],
    }));
    assert.equal(missing(cardsFor({ text: 'x', potentialAction }), 'buttons'), 150);
  });

  it('cuts an overlong text before it leaves anything out', () => {
    const json = cardsFor({ text: 'word '.repeat(50_000), sections: [{ facts: facts(20) }, { text: 'LAST' }] });
    assert.match(json, /word…|word …|w…|wo…|wor…/);
    assert.match(json, /LAST/);
    assert.match(json, /"n19"/);
    assert.doesNotMatch(json, /more/);
  });

  it("cuts a sender's card: texts first, then what comes last, keeping its buttons", () => {
    const actions = [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://a.example' }];
    const long = cardsFor({ type: 'AdaptiveCard', actions, body: [{ type: 'TextBlock', text: 'x'.repeat(200_000) }] });
    assert.match(long, /x…/);
    assert.match(long, /Action\.OpenUrl/);
    const body = Array.from({ length: 2_000 }, () => ({ type: 'TextBlock', text: 'ELEMENT' }));
    const many = cardsFor({ type: 'AdaptiveCard', actions, body: [{ type: 'Container', items: body }] });
    assert.match(many, /… [\d,]+ more elements/);
    assert.match(many, /Action\.OpenUrl/);
    const image = `data:image/png;base64,${'A'.repeat(200_000)}`;
    const pictures = cardsFor({
      type: 'AdaptiveCard',
      backgroundImage: image,
      body: [
        { type: 'Image', url: image },
        { type: 'TextBlock', text: 'AFTER' },
      ],
    });
    assert.match(pictures, /AFTER/);
    assert.match(pictures, /… 2 more elements/);
  });

  it('cuts what Teams draws beyond Adaptive Cards 1.5: texts, pages, points of charts', () => {
    const last = { type: 'TextBlock', text: 'LAST' };
    const code = { type: 'CodeBlock', codeSnippet: `if (*x*)\n${'\ty();\n'.repeat(20_000)}` };
    assert.match(cardsFor({ type: 'AdaptiveCard', body: [code, last] }), /if \(\*x\*\).*…".*LAST/);
    const badge = { type: 'Badge', text: 'b'.repeat(100_000) };
    assert.match(cardsFor({ type: 'AdaptiveCard', body: [badge, last] }), /b…".*LAST/);
    const page = { type: 'CarouselPage', items: [{ type: 'TextBlock', text: 'PAGE'.repeat(20) }] };
    const carousel = { type: 'Carousel', pages: Array.from({ length: 1_000 }, () => page) };
    assert.match(cardsFor({ type: 'AdaptiveCard', body: [carousel] }), /PAGE.*… [\d,]+ more elements/);
    const data = Array.from({ length: 2_500 }, (_, y) => ({ x: `a point of the chart ${y}`, y }));
    const chart = { type: 'Chart.VerticalBar', title: 'CHART', data };
    assert.match(cardsFor({ type: 'AdaptiveCard', body: [chart] }), /CHART.*… [\d,]+ more elements/);
  });

  it('drops mentions whose text was cut away', () => {
    const msteams = { entities: [{ type: 'mention', text: '<at>A</at>', mentioned: { id: 'a', name: 'A' } }] };
    const text = { type: 'TextBlock', text: `${'x'.repeat(200_000)}<at>A</at>` };
    assert.doesNotMatch(cardsFor({ type: 'AdaptiveCard', msteams, body: [text] }), /mention/);
  });

  it('shares the room among several cards', () => {
    const card = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'x'.repeat(30_000) }] };
    const contentType = 'application/vnd.microsoft.card.adaptive';
    const small = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'SMALL' }] };
    const attachments = [card, card, small].map(content => ({ contentType, content }));
    const json = cardsFor({ type: 'message', attachments });
    assert.match(json, /SMALL/);
    assert.equal(json.split('x…').length - 1, 2);
  });

  it('fits whatever the limit is', () => {
    const sections: Partial<Section>[] = Array.from({ length: 50 }, () => ({
      text: '"\\é😀'.repeat(200),
      facts: facts(30),
    }));
    for (const limit of [80_000, 40_000, 28_672, 14_000, 10_000]) cardsFor({ title: 'T', text: 'x', sections }, limit);
  });
});
