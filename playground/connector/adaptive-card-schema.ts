/**
 * The elements and actions of Adaptive Cards 1.5 with the type of each property, written down from the explorer at
 * adaptivecards.io. What is not listed is ignored, as Teams does; what is listed must have the right type.
 */

/** What a property may hold. */
export type Kind =
  | 'string'
  | 'boolean'
  | 'number'
  | 'number or string'
  | 'object'
  | 'address'
  | 'absolute address'
  | 'element'
  | 'action'
  | 'card'
  | { oneOf: readonly string[] }
  | { listOf: Kind }
  | { stringOr: Shape }
  | Shape;

/** An object's properties, and those of them that must be there. */
export type Shape = { properties: Readonly<Record<string, Kind>>; required: readonly string[] };

export const oneOf = (...names: string[]): Kind => ({ oneOf: names });
export const listOf = (kind: Kind): Kind => ({ listOf: kind });
const stringOr = (shape: Shape): Kind => ({ stringOr: shape });
export type Properties = Shape['properties'];
export const shape = (properties: Properties, ...required: string[]): Shape => ({ properties, required });

const SPACING = oneOf('default', 'none', 'extraSmall', 'small', 'medium', 'large', 'extraLarge', 'padding');
const HORIZONTAL = oneOf('left', 'center', 'right');
const VERTICAL = oneOf('top', 'center', 'bottom');
const CONTAINER_STYLE = oneOf('default', 'emphasis', 'good', 'attention', 'warning', 'accent');

const ITEM: Properties = { id: 'string', isVisible: 'boolean', requires: 'object', rtl: 'boolean' };
export const ELEMENT: Properties = {
  ...ITEM,
  spacing: SPACING,
  separator: 'boolean',
  height: oneOf('auto', 'stretch'),
};
const TEXT: Properties = {
  text: 'string',
  color: oneOf('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'),
  fontType: oneOf('default', 'monospace'),
  isSubtle: 'boolean',
  size: oneOf('default', 'small', 'medium', 'large', 'extraLarge'),
  weight: oneOf('default', 'lighter', 'bolder'),
};
const BACKGROUND = shape(
  {
    url: 'address',
    fillMode: oneOf('cover', 'repeatHorizontally', 'repeatVertically', 'repeat'),
    horizontalAlignment: HORIZONTAL,
    verticalAlignment: VERTICAL,
  },
  'url',
);

export const BOX: Properties = {
  items: listOf('element'),
  selectAction: 'action',
  style: CONTAINER_STYLE,
  verticalContentAlignment: VERTICAL,
  bleed: 'boolean',
  backgroundImage: stringOr(BACKGROUND),
  minHeight: 'string',
};
export const INPUT: Properties = { ...ELEMENT, label: 'string', isRequired: 'boolean', errorMessage: 'string' };

export const CARD: Shape = shape(
  {
    type: oneOf('AdaptiveCard'),
    version: 'string',
    body: listOf('element'),
    actions: listOf('action'),
    selectAction: 'action',
    fallbackText: 'string',
    backgroundImage: stringOr(BACKGROUND),
    minHeight: 'string',
    rtl: 'boolean',
    speak: 'string',
    lang: 'string',
    verticalContentAlignment: VERTICAL,
    refresh: shape({ action: 'action', expires: 'string', userIds: listOf('string') }),
    authentication: 'object',
    metadata: 'object',
    msteams: 'object',
  },
  'type',
);

const COLUMN = shape({ ...ELEMENT, type: oneOf('Column'), ...BOX, width: 'number or string' });
const CELL = shape({ ...ITEM, type: oneOf('TableCell'), ...BOX }, 'items');
const ROW = shape({
  type: oneOf('TableRow'),
  ...ITEM,
  cells: listOf(CELL),
  style: CONTAINER_STYLE,
  horizontalCellContentAlignment: HORIZONTAL,
  verticalCellContentAlignment: VERTICAL,
});
const TABLE_COLUMN = shape({
  width: 'number or string',
  horizontalCellContentAlignment: HORIZONTAL,
  verticalCellContentAlignment: VERTICAL,
});
const IMAGE = shape(
  {
    ...ELEMENT,
    type: oneOf('Image'),
    url: 'address',
    altText: 'string',
    backgroundColor: 'string',
    height: 'string',
    width: 'string',
    horizontalAlignment: HORIZONTAL,
    selectAction: 'action',
    size: oneOf('auto', 'stretch', 'small', 'medium', 'large'),
    style: oneOf('default', 'person', 'roundedCorners'),
  },
  'url',
);
const TEXT_RUN = shape(
  {
    ...TEXT,
    highlight: 'boolean',
    italic: 'boolean',
    strikethrough: 'boolean',
    underline: 'boolean',
    selectAction: 'action',
  },
  'text',
);
const FACT = shape({ title: 'string', value: 'string' }, 'title', 'value');
const CHOICE = shape({ title: 'string', value: 'string' }, 'title', 'value');
const MEDIA_SOURCE = shape({ mimeType: 'string', url: 'address' }, 'url');
const TARGET = shape({ elementId: 'string', isVisible: 'boolean' }, 'elementId');
export const ELEMENTS: Readonly<Record<string, Shape>> = {
  TextBlock: shape(
    {
      ...ELEMENT,
      ...TEXT,
      horizontalAlignment: HORIZONTAL,
      maxLines: 'number',
      wrap: 'boolean',
      style: oneOf('default', 'heading', 'columnHeader'),
    },
    'text',
  ),
  RichTextBlock: shape({ ...ELEMENT, inlines: listOf(stringOr(TEXT_RUN)), horizontalAlignment: HORIZONTAL }, 'inlines'),
  Image: IMAGE,
  ImageSet: shape(
    { ...ELEMENT, images: listOf(IMAGE), imageSize: oneOf('auto', 'stretch', 'small', 'medium', 'large') },
    'images',
  ),
  Media: shape({ ...ELEMENT, sources: listOf(MEDIA_SOURCE), poster: 'address', altText: 'string' }, 'sources'),
  Container: shape({ ...ELEMENT, ...BOX }, 'items'),
  ColumnSet: shape({
    ...ELEMENT,
    columns: listOf(COLUMN),
    selectAction: 'action',
    style: CONTAINER_STYLE,
    bleed: 'boolean',
    minHeight: 'string',
    horizontalAlignment: HORIZONTAL,
  }),
  FactSet: shape({ ...ELEMENT, facts: listOf(FACT) }, 'facts'),
  ActionSet: shape({ ...ELEMENT, actions: listOf('action'), horizontalAlignment: HORIZONTAL }, 'actions'),
  Table: shape({
    ...ELEMENT,
    columns: listOf(TABLE_COLUMN),
    rows: listOf(ROW),
    firstRowAsHeader: 'boolean',
    firstRowAsHeaders: 'boolean',
    showGridLines: 'boolean',
    gridStyle: CONTAINER_STYLE,
    horizontalCellContentAlignment: HORIZONTAL,
    verticalCellContentAlignment: VERTICAL,
  }),
  'Input.Text': shape(
    {
      ...INPUT,
      isMultiline: 'boolean',
      maxLength: 'number',
      placeholder: 'string',
      regex: 'string',
      style: oneOf('text', 'tel', 'url', 'email', 'password'),
      inlineAction: 'action',
      value: 'string',
    },
    'id',
  ),
  'Input.Number': shape({ ...INPUT, min: 'number', max: 'number', placeholder: 'string', value: 'number' }, 'id'),
  'Input.Date': shape({ ...INPUT, min: 'string', max: 'string', placeholder: 'string', value: 'string' }, 'id'),
  'Input.Time': shape({ ...INPUT, min: 'string', max: 'string', placeholder: 'string', value: 'string' }, 'id'),
  'Input.Toggle': shape(
    { ...INPUT, title: 'string', value: 'string', valueOff: 'string', valueOn: 'string', wrap: 'boolean' },
    'id',
    'title',
  ),
  'Input.ChoiceSet': shape(
    {
      ...INPUT,
      choices: listOf(CHOICE),
      isMultiSelect: 'boolean',
      style: oneOf('compact', 'expanded', 'filtered'),
      value: 'string',
      placeholder: 'string',
      wrap: 'boolean',
    },
    'id',
  ),
};

export const ACTION: Properties = {
  id: 'string',
  title: 'string',
  iconUrl: 'address',
  style: oneOf('default', 'positive', 'destructive'),
  tooltip: 'string',
  isEnabled: 'boolean',
  mode: oneOf('primary', 'secondary'),
  requires: 'object',
};

export const ACTIONS: Readonly<Record<string, Shape>> = {
  'Action.OpenUrl': shape({ ...ACTION, url: 'absolute address' }, 'url'),
  'Action.Submit': shape({ ...ACTION, associatedInputs: oneOf('auto', 'none') }),
  'Action.Execute': shape({ ...ACTION, verb: 'string', associatedInputs: oneOf('auto', 'none') }),
  'Action.ShowCard': shape({ ...ACTION, card: 'card' }),
  'Action.ToggleVisibility': shape({ ...ACTION, targetElements: listOf(stringOr(TARGET)) }, 'targetElements'),
};
