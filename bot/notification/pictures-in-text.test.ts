import assert from 'node:assert/strict';
import { cardTexts } from '../locales/card-texts.ts';
import { renderWithinLimit } from './limits.ts';
import type { Json } from './notification.ts';
import { readPayload } from './read-payload.ts';

/** The body of the card that a payload becomes. */
function bodyOf(payload: unknown): Json {
  const result = readPayload(payload);
  assert.ok(result.ok);
  const [card] = renderWithinLimit(result.notification, { name: '' }, cardTexts('en'));
  return card?.body ?? null;
}

const image = (url: string, altText?: string) => ({ type: 'Image', url, ...(altText !== undefined && { altText }) });
const text = (value: string) => ({ type: 'TextBlock', text: value, wrap: true });

describe('pictures in a text', () => {
  it('stand in the card where they stand in the text', () => {
    const payload = {
      text: 'Load:\n![of [web-1]](https://a.example/g.png)\nand <img src="https://a.example/h.png"> more',
    };
    assert.deepEqual(bodyOf(payload), [
      text('Load:'),
      image('https://a.example/g.png', 'of [web-1]'),
      text('and  more'),
      image('https://a.example/h.png'),
    ]);
  });

  it('lead where the link around them leads', () => {
    assert.deepEqual(bodyOf({ text: '[![Graph](https://a.example/g.png)](https://b.example)' }), [
      {
        ...image('https://a.example/g.png', 'Graph'),
        selectAction: { type: 'Action.OpenUrl', url: 'https://b.example' },
      },
    ]);
  });

  it('stand in sections too, and are links in titles and facts', () => {
    const picture = '![G](https://a.example/g.png)';
    const sections = [
      { title: picture, activityText: `a\n\n${picture}`, text: picture, facts: [{ name: 'n', value: picture }] },
    ];
    const link = '[G](https://a.example/g.png)';
    assert.deepEqual(bodyOf({ summary: 's', sections }), [
      {
        type: 'Container',
        items: [
          { ...text(link), weight: 'Bolder' },
          { ...text('a'), spacing: 'Small' },
          image('https://a.example/g.png', 'G'),
          image('https://a.example/g.png', 'G'),
          { type: 'FactSet', facts: [{ title: 'n', value: link }] },
        ],
      },
    ]);
  });

  it('are not made of what only looks like one', () => {
    assert.deepEqual(bodyOf({ text: '!\\[a](https://a.example/g.png) \\![b](https://a.example)' }), [
      text('\\![a\\]([https://a.example/g.png](https://a.example/g.png)) \\![b](https://a.example)'),
    ]);
  });

  it('are named in the summary by what they show', () => {
    const result = readPayload({ text: '[![Graph](https://a.example/g.png)](https://b.example)\nLoad is high' });
    assert.ok(result.ok);
    assert.equal(result.notification.summary, 'Graph Load is high');
  });
});
