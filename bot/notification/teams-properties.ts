import {
  ACTION,
  BOX,
  COLORS,
  ELEMENT,
  HORIZONTAL,
  INPUT,
  ITEM,
  kinds,
  type Properties,
  SIZES,
  SPACINGS,
  VERTICAL,
} from './property-kinds.ts';

/*
 * What Teams draws beyond Adaptive Cards 1.5, as data. From Microsoft's own types (npm, @microsoft/teams.cards 2.1,
 * which are made from Teams' schema; the pages are those of adaptivecards.microsoft.com), less what calls a bot.
 */

const ALIGNED: Properties = { ...ELEMENT, horizontalAlignment: HORIZONTAL };
const ICON: Properties = {
  name: 'name',
  size: ['xxSmall', 'xSmall', 'small', 'standard', 'medium', 'large', 'xLarge', 'xxLarge'],
  style: ['regular', 'filled'],
  color: COLORS,
};
const RATING: Properties = {
  value: 'number',
  max: 'number',
  size: ['medium', 'large'],
  color: ['neutral', 'marigold'],
};
const CHART: Properties = {
  ...ALIGNED,
  title: 'text',
  showTitle: 'boolean',
  showLegend: 'boolean',
  colorSet: 'name',
  maxWidth: 'pixels',
};
const AXES: Properties = { xAxisTitle: 'text', yAxisTitle: 'text', color: 'name' };
const BARS: Properties = { ...CHART, ...AXES, showBarValues: 'boolean', yMin: 'number', yMax: 'number' };
const ROUND: Properties = {
  ...CHART,
  data: { listOfData: 'Share' },
  value: 'text',
  valueColor: 'name',
  thickness: ['thin', 'thick'],
  showOutlines: 'boolean',
};
const PERSON: Properties = {
  id: 'string',
  userPrincipalName: 'string',
  displayName: 'text',
  iconStyle: ['profilePicture', 'contactCard', 'none'],
  style: ['iconAndName', 'iconOnly', 'nameOnly'],
};

export const TEAMS_ELEMENTS = kinds({
  Badge: [
    '',
    {
      ...ALIGNED,
      text: 'text',
      icon: 'name',
      iconPosition: ['before', 'after'],
      appearance: ['filled', 'tint'],
      size: ['medium', 'large', 'extraLarge'],
      shape: ['square', 'rounded', 'circular'],
      style: ['default', 'subtle', 'informative', 'accent', 'good', 'attention', 'warning'],
      tooltip: 'text',
    },
  ],
  Carousel: [
    'pages',
    {
      ...ELEMENT,
      pages: { listOf: 'CarouselPage' },
      pageAnimation: ['slide', 'crossFade', 'none'],
      minHeight: 'pixels',
      bleed: 'boolean',
    },
  ],
  'Chart.Donut': ['data', ROUND],
  'Chart.Pie': ['data', ROUND],
  'Chart.Gauge': [
    'value',
    {
      ...CHART,
      value: 'number',
      min: 'number',
      max: 'number',
      segments: { listOfData: 'Segment' },
      subLabel: 'text',
      showMinMax: 'boolean',
      showNeedle: 'boolean',
      showOutlines: 'boolean',
      valueFormat: ['percentage', 'fraction'],
    },
  ],
  'Chart.HorizontalBar': [
    'data',
    {
      ...CHART,
      ...AXES,
      data: { listOfData: 'Point' },
      displayMode: ['absoluteWithAxis', 'absoluteNoAxis', 'partToWhole'],
    },
  ],
  'Chart.HorizontalBar.Stacked': ['data', { ...CHART, ...AXES, data: { listOfData: 'Stack' } }],
  'Chart.Line': ['data', { ...BARS, data: { listOfData: 'Series' } }],
  'Chart.VerticalBar': ['data', { ...BARS, data: { listOfData: 'Point' } }],
  'Chart.VerticalBar.Grouped': ['data', { ...BARS, data: { listOfData: 'Series' }, stacked: 'boolean' }],
  CodeBlock: ['codeSnippet', { ...ALIGNED, codeSnippet: 'text', language: 'name', startLineNumber: 'number' }],
  Component: [
    'name properties',
    {
      ...ALIGNED,
      name: ['graph.microsoft.com/user', 'graph.microsoft.com/users'],
      properties: { data: 'People' },
    },
  ],
  CompoundButton: [
    '',
    {
      ...ALIGNED,
      title: 'text',
      description: 'text',
      badge: 'text',
      icon: { data: 'Icon' },
      selectAction: 'inlineAction',
    },
  ],
  Icon: ['name', { ...ALIGNED, ...ICON, selectAction: 'selectAction' }],
  'Input.Rating': ['id', { ...INPUT, ...RATING, allowHalfSteps: 'boolean' }],
  ProgressBar: ['', { ...ALIGNED, value: 'number', max: 'number', color: ['accent', 'good', 'warning', 'attention'] }],
  ProgressRing: [
    '',
    {
      ...ALIGNED,
      label: 'text',
      labelPosition: ['before', 'after', 'above', 'below'],
      size: ['tiny', 'small', 'medium', 'large'],
    },
  ],
  Rating: ['', { ...ALIGNED, ...RATING, count: 'number', style: ['default', 'compact'] }],
});

/** Parts of elements that name their type. */
export const TEAMS_PARTS = kinds({
  CarouselPage: ['items', { ...ITEM, ...BOX, items: 'elements', fallback: 'elementFallback' }],
  IconRun: ['name', { ...ICON, size: SIZES, selectAction: 'selectAction' }],
  ImageRun: [
    'url',
    { url: 'imageUrl', size: SIZES, style: ['default', 'person', 'roundedCorners'], selectAction: 'selectAction' },
  ],
  'Layout.Stack': ['', { targetWidth: ITEM.targetWidth ?? 'string' }],
  'Layout.Flow': [
    '',
    {
      targetWidth: ITEM.targetWidth ?? 'string',
      horizontalItemsAlignment: HORIZONTAL,
      verticalItemsAlignment: VERTICAL,
      itemFit: ['fit', 'fill'],
      minItemWidth: 'pixels',
      maxItemWidth: 'pixels',
      itemWidth: 'pixels',
      columnSpacing: SPACINGS,
      rowSpacing: SPACINGS,
    },
  ],
  'Layout.AreaGrid': [
    '',
    {
      targetWidth: ITEM.targetWidth ?? 'string',
      columns: 'sizes',
      areas: { listOfData: 'GridArea' },
      columnSpacing: SPACINGS,
      rowSpacing: SPACINGS,
    },
  ],
});

/** Data without a type of its own. */
export const TEAMS_DATA = kinds({
  GridArea: ['', { name: 'string', column: 'number', columnSpan: 'number', row: 'number', rowSpan: 'number' }],
  Icon: ['name', ICON],
  People: ['', { ...PERSON, users: { listOfData: 'Person' } }],
  Person: ['', PERSON],
  Point: ['y', { x: 'numberOrText', y: 'number', color: 'name' }],
  Segment: ['size', { legend: 'text', size: 'number', color: 'name' }],
  Series: ['values', { legend: 'text', values: { listOfData: 'Point' }, color: 'name' }],
  Share: ['value', { legend: 'text', value: 'number', color: 'name' }],
  Stack: ['data', { title: 'text', data: { listOfData: 'Share' } }],
  TeamsImage: ['', { allowExpand: 'boolean' }],
});

export const TEAMS_ACTIONS = kinds({
  'Action.Popover': [
    'content',
    {
      ...ACTION,
      content: 'element',
      displayArrow: 'boolean',
      position: ['above', 'below', 'before', 'after'],
      maxPopoverWidth: 'pixels',
    },
  ],
  'Action.ResetInputs': ['', { ...ACTION, targetInputIds: 'ids' }],
});
