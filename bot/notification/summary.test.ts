import assert from 'node:assert/strict';
import { everyTeamsElement } from '../../test/support/teams-elements.ts';
import { cleanCard } from './clean-card.ts';
import type { JsonObject } from './notification.ts';
import { cardSummary, NEW_MESSAGE } from './summary.ts';

const summaryOf = (...body: object[]) =>
  cardSummary(cleanCard({ type: 'AdaptiveCard', version: '1.5', body }, 'card').card);

const text = { type: 'TextBlock', text: 'Words' };
const link = { type: 'Action.OpenUrl', title: 'Details', url: 'https://a.example/' };

describe('the summary of a card', () => {
  for (const element of everyTeamsElement) {
    const words = JSON.stringify(element).match(/"(?:text|title|codeSnippet|displayName|label)":/) !== null;
    it(`${words ? 'has the words of' : 'is nothing for'} ${element.type}`, () =>
      assert.equal(summaryOf(element) !== NEW_MESSAGE, words));
  }

  const cases: [what: string, element: JsonObject, summary: string][] = [
    ['the description of a button', { type: 'CompoundButton', description: 'All of them' }, 'All of them'],
    ['the badge of a button', { type: 'CompoundButton', badge: 'P1' }, 'P1'],
    ['what a badge says when one points at it', { type: 'Badge', icon: 'Alert', tooltip: 'Urgent' }, 'Urgent'],
    ['the legend of a chart', { type: 'Chart.Pie', data: [{ legend: 'Passed', value: 1 }] }, 'Passed'],
    ['the middle of a chart', { type: 'Chart.Donut', value: '3 of 4', data: [{ value: 1 }] }, '3 of 4'],
    ['the bars of a chart', { type: 'Chart.VerticalBar', data: [{ x: 'Monday', y: 1 }] }, 'Monday'],
    ['the lines of a chart', { type: 'Chart.Line', data: [{ legend: 'CPU', values: [{ x: 'a', y: 1 }] }] }, 'CPU'],
    ['the axes of a chart', { type: 'Chart.VerticalBar', yAxisTitle: 'Minutes', data: [{ x: 1, y: 1 }] }, 'Minutes'],
    ['the label of a gauge', { type: 'Chart.Gauge', value: 1, subLabel: 'of all' }, 'of all'],
    [
      'the choices of an input',
      { type: 'Input.ChoiceSet', id: 'a', value: 'k', choices: [{ title: 'Yes', value: 'k' }] },
      'Yes',
    ],
    ['what is written in an input', { type: 'Input.Text', id: 'a', value: 'A draft' }, 'A draft'],
    ['a button among the elements', { type: 'ActionSet', actions: [link] }, 'Details'],
    [
      'a later page',
      {
        type: 'Carousel',
        pages: [
          { type: 'CarouselPage', items: [{ type: 'Rating', value: 3 }] },
          { type: 'CarouselPage', items: [{ type: 'Container', items: [text] }] },
        ],
      },
      'Words',
    ],
  ];
  for (const [what, element, summary] of cases)
    it(`is ${what} where there is nothing else, and no text is passed over for it`, () => {
      assert.equal(summaryOf(element), summary);
      assert.equal(summaryOf(element, { ...text, text: 'The text' }), what === 'a later page' ? summary : 'The text');
    });

  it('is none of what is hidden', () => {
    assert.equal(summaryOf({ type: 'Badge', text: 'Hidden', isVisible: false }), NEW_MESSAGE);
  });
});
