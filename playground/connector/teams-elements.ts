import { ACTION, BOX, ELEMENT, INPUT, listOf, oneOf, type Shape, shape } from './adaptive-card-schema.ts';

/*
 * What Teams draws beyond Adaptive Cards 1.5 (npm, @microsoft/teams.cards; Microsoft Learn, "Cards reference"). Of
 * their own properties only those are written down in which elements and actions stand.
 */

const PAGE = shape({ ...ELEMENT, type: oneOf('CarouselPage'), ...BOX }, 'items');
const SELECTABLE = shape({ ...ELEMENT, selectAction: 'action' });
const CHART = shape({ ...ELEMENT, title: 'string', data: listOf('object') }, 'data');

export const TEAMS_ELEMENTS: Readonly<Record<string, Shape>> = {
  Badge: shape({ ...ELEMENT, text: 'string', icon: 'string' }),
  Carousel: shape({ ...ELEMENT, pages: listOf(PAGE) }, 'pages'),
  CodeBlock: shape({ ...ELEMENT, codeSnippet: 'string' }),
  Component: shape({ ...ELEMENT, name: 'string', properties: 'object' }, 'name'),
  CompoundButton: SELECTABLE,
  Icon: shape({ ...ELEMENT, name: 'string', selectAction: 'action' }, 'name'),
  'Input.Rating': shape(INPUT, 'id'),
  ProgressBar: shape({ ...ELEMENT, value: 'number', max: 'number' }),
  ProgressRing: shape({ ...ELEMENT, label: 'string' }),
  Rating: shape({ ...ELEMENT, value: 'number', max: 'number', count: 'number' }),
  'Chart.Donut': CHART,
  'Chart.Gauge': shape({ ...ELEMENT, title: 'string', value: 'number' }, 'value'),
  'Chart.HorizontalBar': CHART,
  'Chart.HorizontalBar.Stacked': CHART,
  'Chart.Line': CHART,
  'Chart.Pie': CHART,
  'Chart.VerticalBar': CHART,
  'Chart.VerticalBar.Grouped': CHART,
};

export const TEAMS_ACTIONS: Readonly<Record<string, Shape>> = {
  'Action.OpenUrlDialog': shape({ ...ACTION, url: 'absolute address', dialogTitle: 'string' }),
  'Action.Popover': shape({ ...ACTION, content: 'element' }, 'content'),
  'Action.ResetInputs': shape({ ...ACTION, targetInputIds: listOf('string') }),
};
