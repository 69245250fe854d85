import assert from 'node:assert/strict';
import { adaptiveCard } from '../../test/adaptive-card-schema.ts';
import { everyTeamsElement } from '../../test/support/teams-elements.ts';
import { cleanCard } from './clean-card.ts';
import type { Card } from './notification.ts';

function clean(card: { [key: string]: unknown }): Card {
  const content = cleanCard({ type: 'AdaptiveCard', version: '1.5', ...card }, 'card');
  adaptiveCard.parse(content.card);
  return content;
}

const submit = { type: 'Action.Submit', title: 'Send' };
const execute = { type: 'Action.Execute', title: 'Run', verb: 'x' };
const open = { type: 'Action.OpenUrl', title: 'Open', url: 'https://a.example/' };
const text = { type: 'TextBlock', text: 'x' };

describe('what Teams draws beyond Adaptive Cards 1.5', () => {
  it('passes as it is', () => {
    for (const element of everyTeamsElement) {
      assert.deepEqual(clean({ body: [element] }), {
        kind: 'card',
        card: { type: 'AdaptiveCard', version: '1.5', body: [element] },
      });
    }
  });

  it('keeps what stands in for it where Teams is older', () => {
    const badge = { type: 'Badge', text: 'P1', fallback: { ...text, fallback: 'drop' } };
    assert.deepEqual(clean({ body: [badge] }).card.body, [badge]);
    const inside = { ...badge, fallback: { type: 'ActionSet', actions: [submit, open] } };
    assert.deepEqual(clean({ body: [inside] }).card.body, [
      { type: 'Badge', text: 'P1', fallback: { type: 'ActionSet', actions: [open] } },
    ]);
  });

  it('keeps the shape of code, its tabs too', () => {
    const codeSnippet = 'if (x) {\n\t*y*\n  }\r\n';
    assert.deepEqual(clean({ body: [{ type: 'CodeBlock', codeSnippet, language: 'C' }] }).card.body, [
      { type: 'CodeBlock', codeSnippet: 'if (x) {\n\t*y*\n  }\n', language: 'C' },
    ]);
  });

  it('holds nothing that would call our bot, wherever an action may stand', () => {
    const hostile = { ...text, selectAction: execute, actions: [submit] };
    const popover = (content: unknown) => ({ type: 'Action.Popover', title: 'More', content });
    const content = clean({
      body: [
        { type: 'CompoundButton', title: 'Press', selectAction: submit },
        { type: 'Icon', name: 'Alert', selectAction: execute },
        { type: 'RichTextBlock', inlines: [{ type: 'IconRun', name: 'Alert', selectAction: execute }] },
        {
          type: 'Carousel',
          pages: [
            { type: 'CarouselPage', selectAction: execute, items: [{ type: 'ActionSet', actions: [submit, open] }] },
            { type: 'CarouselPage', items: [{ type: 'Container', items: [hostile], selectAction: submit }] },
          ],
        },
        { type: 'Input.Rating', id: 'r', valueChangedAction: submit },
        { type: 'Component', name: 'graph.microsoft.com/resource', properties: { resourceReference: { id: 'x' } } },
      ],
      actions: [
        { ...popover({ type: 'Container', items: [{ type: 'ActionSet', actions: [execute] }], selectAction: submit }) },
        popover(undefined),
        { ...open, menuActions: [submit, open] },
        { type: 'Action.OpenUrlDialog', title: 'Dialog', url: 'https://a.example/d', dialogTitle: 'Ours?' },
        { type: 'Action.OpenUrlDialog', title: 'Script', url: 'javascript:alert(1)' },
        { type: 'Action.InsertImage', title: 'Insert', url: 'https://a.example/p.png' },
      ],
    });
    assert.doesNotMatch(JSON.stringify(content.card), /Submit|Execute|Dialog"?:|javascript|valueChangedAction/);
    assert.deepEqual(content.card.actions, [
      popover({ type: 'Container', items: [{ type: 'ActionSet', actions: [] }] }),
      { ...open, menuActions: [open] },
      { type: 'Action.OpenUrl', title: 'Dialog', url: 'https://a.example/d' },
    ]);
    assert.deepEqual(content.removedElements, ['Component']);
    for (const name of ['More', 'Script', 'Insert']) assert.ok(content.removedButtons?.includes(name), name);
  });

  it('is left out, or mended, where it is not as Teams wants it', () => {
    const points = [{ x: 'a', y: '3' }, { x: 5, y: 4 }, { x: 'none' }, 'text', { y: null }];
    assert.deepEqual(
      clean({
        body: [
          { type: 'progressbar', value: '40', max: 'x', color: 'Blue' },
          { type: 'Chart.VerticalBar', title: 'T', data: points, colorSet: 'no such one' },
          { type: 'Badge', style: 'Attention' },
          { type: 'Carousel', pages: [] },
        ],
      }).card.body,
      [
        { type: 'ProgressBar', value: 40 },
        {
          type: 'Chart.VerticalBar',
          title: 'T',
          data: [
            { x: 'a', y: 3 },
            { x: 5, y: 4 },
          ],
        },
      ],
    );
    const chart = clean({ body: [{ type: 'Chart.Pie', title: 'Shares', data: null }] });
    assert.deepEqual(chart.card.body, [{ type: 'TextBlock', text: 'Shares', wrap: true }]);
  });
});
