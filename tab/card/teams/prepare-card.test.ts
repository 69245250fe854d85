import assert from 'node:assert/strict';
import { prepareCard } from './prepare-card.ts';

describe('a card, before the library draws it', () => {
  it('has only what is meant for the width of a channel, at any depth', () => {
    const of = (targetWidth: unknown) => ({ type: 'TextBlock', text: String(targetWidth), targetWidth });
    const widths = ['Standard', 'atLeast:Narrow', 'AtMost:standard', 'Narrow', 'Wide', 'atMost:Narrow', 'atLeast:Wide'];
    const items = [...widths, 'nonsense', undefined].map(of);
    const kept = [...widths.slice(0, 3), 'nonsense', undefined].map(of);
    assert.deepEqual(prepareCard({ body: [{ type: 'Container', items }] }), {
      body: [{ type: 'Container', items: kept }],
    });
  });

  it('shows the actions behind a button’s arrow beside it', () => {
    const [first, second, third] = ['1', '2', '3'].map(title => ({ type: 'Action.Submit', title }));
    assert.deepEqual(prepareCard({ actions: [{ ...first, menuActions: [second] }, third] }), {
      actions: [first, second, third],
    });
  });

  it('is otherwise as it came, whatever it is', () => {
    for (const value of [null, 1, 'text', [], {}, { menuActions: 1 }, [[{ a: null }]]])
      assert.deepEqual(prepareCard(value), value);
  });
});
