import {
  ACTION,
  BOX,
  CELLS,
  COLORS,
  CONTAINER_STYLES,
  ELEMENT,
  FILL_MODES,
  FONTS,
  FRAME,
  HORIZONTAL,
  IMAGE_SIZES,
  INPUT,
  ITEM,
  kinds,
  LAYOUTS,
  SIZES,
  SPACINGS,
  VERTICAL,
  WEIGHTS,
} from './property-kinds.ts';

/*
 * Adaptive Cards 1.5 as data: which properties each element and action has, and of what kind they are. From the
 * official schema (adaptivecards.io/schemas/1.5.0) and what Teams adds to its elements, less what Teams refuses or what
 * would call our bot: Media, Action.Submit, Action.Execute, refresh, authentication. What is not here does not pass.
 */

/** What stands in a body or in the items of a container. */
export const ELEMENTS = kinds({
  TextBlock: [
    'text',
    {
      ...ELEMENT,
      text: 'markdown',
      color: COLORS,
      fontType: FONTS,
      horizontalAlignment: HORIZONTAL,
      isSubtle: 'boolean',
      maxLines: 'number',
      size: SIZES,
      weight: WEIGHTS,
      wrap: 'boolean',
      style: ['default', 'heading', 'columnHeader'],
    },
  ],
  RichTextBlock: ['inlines', { ...ELEMENT, inlines: 'inlines', horizontalAlignment: HORIZONTAL }],
  Image: [
    'url',
    {
      ...ELEMENT,
      url: 'imageUrl',
      altText: 'text',
      backgroundColor: 'hexColor',
      height: 'imageSide',
      width: 'imageSide',
      horizontalAlignment: HORIZONTAL,
      selectAction: 'selectAction',
      size: IMAGE_SIZES,
      style: ['default', 'person', 'roundedCorners'],
      msteams: { data: 'TeamsImage' },
    },
  ],
  ImageSet: ['images', { ...ELEMENT, images: { listOf: 'Image' }, imageSize: IMAGE_SIZES }],
  Container: ['items', { ...ELEMENT, ...BOX, items: 'elements' }],
  ColumnSet: [
    '',
    {
      ...ELEMENT,
      ...FRAME,
      columns: { listOf: 'Column' },
      selectAction: 'selectAction',
      style: CONTAINER_STYLES,
      bleed: 'boolean',
      minHeight: 'pixels',
      horizontalAlignment: HORIZONTAL,
    },
  ],
  FactSet: ['facts', { ...ELEMENT, facts: { listOf: 'Fact' } }],
  ActionSet: ['actions', { ...ELEMENT, actions: 'actions' }],
  Table: [
    '',
    {
      ...ELEMENT,
      ...CELLS,
      ...FRAME,
      style: CONTAINER_STYLES,
      columns: { listOf: 'TableColumnDefinition' },
      rows: { listOf: 'TableRow' },
      firstRowAsHeader: 'boolean',
      firstRowAsHeaders: 'boolean',
      showGridLines: 'boolean',
      gridStyle: CONTAINER_STYLES,
    },
  ],
  'Input.Text': [
    'id',
    {
      ...INPUT,
      isMultiline: 'boolean',
      maxLength: 'number',
      placeholder: 'text',
      regex: 'string',
      style: ['text', 'tel', 'url', 'email', 'password'],
      inlineAction: 'inlineAction',
      value: 'text',
    },
  ],
  'Input.Number': ['id', { ...INPUT, max: 'number', min: 'number', placeholder: 'text', value: 'number' }],
  'Input.Date': ['id', { ...INPUT, max: 'string', min: 'string', placeholder: 'text', value: 'string' }],
  'Input.Time': ['id', { ...INPUT, max: 'string', min: 'string', placeholder: 'text', value: 'string' }],
  'Input.Toggle': [
    'id title',
    { ...INPUT, title: 'text', value: 'string', valueOff: 'string', valueOn: 'string', wrap: 'boolean' },
  ],
  'Input.ChoiceSet': [
    'id',
    {
      ...INPUT,
      choices: { listOf: 'Input.Choice' },
      isMultiSelect: 'boolean',
      style: ['compact', 'expanded', 'filtered'],
      value: 'string',
      placeholder: 'text',
      wrap: 'boolean',
    },
  ],
});

/** Parts of elements, which stand in lists of their own. */
export const PARTS = kinds({
  Column: [
    '',
    {
      ...ITEM,
      ...BOX,
      items: 'elements',
      fallback: 'columnFallback',
      separator: 'boolean',
      spacing: SPACINGS,
      width: 'columnWidth',
    },
  ],
  Fact: ['', { title: 'text', value: 'markdown' }],
  Image: ['url', Object.fromEntries(ELEMENTS.get('Image')?.properties ?? [])],
  'Input.Choice': ['title value', { title: 'text', value: 'string' }],
  TableColumnDefinition: ['', { ...CELLS, width: 'columnWidth' }],
  TableRow: ['', { ...CELLS, ...FRAME, cells: { listOf: 'TableCell' }, style: CONTAINER_STYLES }],
  TableCell: ['items', { ...BOX, items: 'elements' }],
  TextRun: [
    'text',
    {
      text: 'text',
      color: COLORS,
      fontType: FONTS,
      highlight: 'boolean',
      isSubtle: 'boolean',
      italic: 'boolean',
      selectAction: 'selectAction',
      size: SIZES,
      strikethrough: 'boolean',
      underline: 'boolean',
      weight: WEIGHTS,
    },
  ],
  BackgroundImage: [
    'url',
    { url: 'imageUrl', fillMode: FILL_MODES, horizontalAlignment: HORIZONTAL, verticalAlignment: VERTICAL },
  ],
  TargetElement: ['elementId', { elementId: 'string', isVisible: 'boolean' }],
});

export const ACTIONS = kinds({
  'Action.OpenUrl': ['url', { ...ACTION, url: 'linkUrl' }],
  'Action.ShowCard': ['card', { ...ACTION, card: 'card' }],
  'Action.ToggleVisibility': ['targetElements', { ...ACTION, targetElements: 'targets' }],
});

export const CARDS = kinds({
  AdaptiveCard: [
    '',
    {
      layouts: LAYOUTS,
      style: CONTAINER_STYLES,
      $schema: 'string',
      body: 'elements',
      actions: 'actions',
      selectAction: 'selectAction',
      fallbackText: 'text',
      backgroundImage: 'background',
      minHeight: 'pixels',
      rtl: 'boolean',
      speak: 'text',
      lang: 'string',
      verticalContentAlignment: VERTICAL,
    },
  ],
});
