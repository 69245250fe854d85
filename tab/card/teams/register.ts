import type { Action, CardElement, CardObjectRegistry } from 'adaptivecards';
import { PopoverAction, ResetInputsAction } from './actions.ts';
import { drawBadge } from './badge.ts';
import { CarouselPage, carousel } from './carousel.ts';
import { drawChart } from './chart.ts';
import { drawCodeBlock } from './code-block.ts';
import { CompoundButton } from './compound-button.ts';
import { html } from './html.ts';
import { drawIcon } from './icon.ts';
import { leaf } from './leaf.ts';
import { drawPeople } from './person.ts';
import { drawProgressBar, drawProgressRing } from './progress.ts';
import { drawRating, drawRatingInput } from './rating.ts';
import { wordsFor } from './words.ts';

const CHARTS = [
  'Chart.Donut',
  'Chart.Gauge',
  'Chart.HorizontalBar',
  'Chart.HorizontalBar.Stacked',
  'Chart.Line',
  'Chart.Pie',
  'Chart.VerticalBar',
  'Chart.VerticalBar.Grouped',
];

/**
 * Teaches the adaptivecards library what Teams draws beyond Adaptive Cards 1.5 (npm, @microsoft/teams.cards): simply,
 * but with every word and every figure.
 * @param locale the reader's language, such as `fr-FR`
 */
export function registerTeamsElements(elements: CardObjectRegistry<CardElement>, locale: string): void {
  const words = wordsFor(locale);
  elements.register('Badge', leaf('Badge', drawBadge));
  elements.register('Carousel', carousel(words));
  elements.register('CarouselPage', CarouselPage);
  elements.register('CodeBlock', leaf('CodeBlock', drawCodeBlock));
  elements.register('Component', leaf('Component', drawPeople));
  elements.register('CompoundButton', CompoundButton);
  elements.register(
    'Icon',
    leaf('Icon', source => html('div', 'card-line', drawIcon(source))),
  );
  elements.register('IconRun', leaf('IconRun', drawIcon, true));
  elements.register(
    'Input.Rating',
    leaf('Input.Rating', source => drawRatingInput(source, words, locale)),
  );
  elements.register(
    'ProgressBar',
    leaf('ProgressBar', source => drawProgressBar(source, words, locale)),
  );
  elements.register(
    'ProgressRing',
    leaf('ProgressRing', source => drawProgressRing(source, words)),
  );
  elements.register(
    'Rating',
    leaf('Rating', source => drawRating(source, words, locale)),
  );
  for (const chart of CHARTS)
    elements.register(
      chart,
      leaf(chart, source => drawChart(source, words, locale)),
    );
}

/** The same for actions. */
export function registerTeamsActions(actions: CardObjectRegistry<Action>): void {
  actions.register('Action.Popover', PopoverAction);
  actions.register('Action.ResetInputs', ResetInputsAction);
}
