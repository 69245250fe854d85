import { z } from 'zod';
import { teamsElements } from './teams-card-schema.ts';

/**
 * Adaptive Cards 1.5 as Teams accepts them from a bot, for tests: written from the official schema and from
 * Microsoft's types of what Teams adds to it (npm, @microsoft/teams.cards), not from our own table, and strict, so that
 * an unknown or wrongly typed property fails. Media, Action.Submit, Action.Execute,
 * refresh and authentication are not in it.
 */
const oneOf = (...words: string[]) =>
  z.string().refine(word => words.some(known => known.toLowerCase() === word.toLowerCase()), `one of ${words}`);
const pixels = z.string().regex(/^\d+(\.\d+)?px$/);
const httpUrl = z.string().regex(/^https?:\/\/\S+$/i);
const imageUrl = z.string().regex(/^(https?:\/\/\S+|data:image\/(png|jpe?g|gif);base64,[A-Za-z0-9+/=]+)$/i);
const containerStyle = oneOf('default', 'emphasis', 'good', 'attention', 'warning', 'accent');
const color = oneOf('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention');
const size = oneOf('default', 'small', 'medium', 'large', 'extraLarge');
const weight = oneOf('default', 'lighter', 'bolder');
const font = oneOf('default', 'monospace');
const horizontal = oneOf('left', 'center', 'right');
const vertical = oneOf('top', 'center', 'bottom');
const imageSize = oneOf('auto', 'stretch', 'small', 'medium', 'large');
const spacing = oneOf('default', 'none', 'extraSmall', 'small', 'medium', 'large', 'extraLarge', 'padding');
const requires = z.record(z.string(), z.string());
const drop = z.literal('drop');

const element: z.ZodType<unknown> = z.lazy(() => z.discriminatedUnion('type', elements()));
const action: z.ZodType<unknown> = z.lazy(() =>
  z.discriminatedUnion('type', [openUrl, showCard, toggle, popover, resetInputs]),
);
const selectAction: z.ZodType<unknown> = z.lazy(() =>
  z.discriminatedUnion('type', [openUrl, toggle, popover, resetInputs]),
);
const column: z.ZodType<unknown> = z.lazy(() => columnObject);

const item = {
  id: z.string().optional(),
  isVisible: z.boolean().optional(),
  requires: requires.optional(),
  targetWidth: z
    .string()
    .regex(/^(at(Least|Most):)?(VeryNarrow|Narrow|Standard|Wide)$/i)
    .optional(),
  'grid.area': z.string().optional(),
};
const base = {
  ...item,
  fallback: z.union([element, drop]).optional(),
  height: oneOf('auto', 'stretch').optional(),
  separator: z.boolean().optional(),
  spacing: spacing.optional(),
};
const background = z.union([
  imageUrl,
  z.strictObject({
    type: z.literal('BackgroundImage').optional(),
    url: imageUrl,
    fillMode: oneOf('cover', 'repeatHorizontally', 'repeatVertically', 'repeat').optional(),
    horizontalAlignment: horizontal.optional(),
    verticalAlignment: vertical.optional(),
  }),
]);
const frame = { showBorder: z.boolean().optional(), roundedCorners: z.boolean().optional() };
const layoutBase = { targetWidth: item.targetWidth, columnSpacing: spacing.optional(), rowSpacing: spacing.optional() };
const layouts = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('Layout.Stack'), targetWidth: item.targetWidth }),
    z.strictObject({
      ...layoutBase,
      type: z.literal('Layout.Flow'),
      horizontalItemsAlignment: horizontal.optional(),
      verticalItemsAlignment: vertical.optional(),
      itemFit: oneOf('Fit', 'Fill').optional(),
      minItemWidth: pixels.optional(),
      maxItemWidth: pixels.optional(),
      itemWidth: pixels.optional(),
    }),
    z.strictObject({
      ...layoutBase,
      type: z.literal('Layout.AreaGrid'),
      columns: z.array(z.union([z.number(), z.string()])).optional(),
      areas: z.array(
        z.strictObject({
          name: z.string().optional(),
          column: z.number().optional(),
          columnSpan: z.number().optional(),
          row: z.number().optional(),
          rowSpan: z.number().optional(),
        }),
      ),
    }),
  ]),
);
const box = {
  ...frame,
  layouts: layouts.optional(),
  maxHeight: pixels.optional(),
  selectAction: selectAction.optional(),
  style: containerStyle.optional(),
  verticalContentAlignment: vertical.optional(),
  bleed: z.boolean().optional(),
  backgroundImage: background.optional(),
  minHeight: pixels.optional(),
  rtl: z.boolean().optional(),
};
const width = z.union([z.number(), z.string().regex(/^(auto|stretch|\d+(\.\d+)?(px)?)$/i)]);
const columnObject = z.strictObject({
  ...item,
  ...box,
  type: z.literal('Column').optional(),
  items: z.array(element).optional(),
  fallback: z.union([column, drop]).optional(),
  separator: z.boolean().optional(),
  spacing: spacing.optional(),
  width: width.optional(),
});
const image = z.strictObject({
  ...base,
  type: z.literal('Image'),
  url: imageUrl,
  altText: z.string().optional(),
  backgroundColor: z.string().regex(/^#/).optional(),
  height: z.union([oneOf('auto', 'stretch'), pixels]).optional(),
  width: z.union([oneOf('auto', 'stretch'), pixels]).optional(),
  horizontalAlignment: horizontal.optional(),
  selectAction: selectAction.optional(),
  size: imageSize.optional(),
  style: oneOf('default', 'person', 'roundedCorners').optional(),
  msteams: z.strictObject({ allowExpand: z.boolean().optional() }).optional(),
});
const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string(),
  color: color.optional(),
  fontType: font.optional(),
  highlight: z.boolean().optional(),
  isSubtle: z.boolean().optional(),
  italic: z.boolean().optional(),
  selectAction: selectAction.optional(),
  size: size.optional(),
  strikethrough: z.boolean().optional(),
  underline: z.boolean().optional(),
  weight: weight.optional(),
});
const runIcon = z.strictObject({
  type: z.literal('IconRun'),
  name: z.string(),
  size: size.optional(),
  style: oneOf('regular', 'filled').optional(),
  color: color.optional(),
  selectAction: selectAction.optional(),
});
const runImage = z.strictObject({
  type: z.literal('ImageRun'),
  url: imageUrl,
  size: size.optional(),
  style: oneOf('default', 'person', 'roundedCorners').optional(),
  selectAction: selectAction.optional(),
});
const cellAlignment = {
  horizontalCellContentAlignment: horizontal.optional(),
  verticalCellContentAlignment: vertical.optional(),
};
const tableCell = z.strictObject({ ...box, type: z.literal('TableCell').optional(), items: z.array(element) });
const tableRow = z.strictObject({
  ...cellAlignment,
  ...frame,
  type: z.literal('TableRow').optional(),
  cells: z.array(tableCell).optional(),
  style: containerStyle.optional(),
});
const tableColumn = z.strictObject({
  ...cellAlignment,
  type: z.literal('TableColumnDefinition').optional(),
  width: width.optional(),
});
const input = {
  ...base,
  id: z.string(),
  errorMessage: z.string().optional(),
  isRequired: z.boolean().optional(),
  label: z.string().optional(),
  placeholder: z.string().optional(),
};
const optionalText = z.string().optional();

function elements(): [z.ZodObject, ...z.ZodObject[]] {
  return [
    ...teamsElements({
      base,
      item,
      box,
      elements: z.array(element),
      selectAction,
      text: z.string(),
      horizontal,
      oneOf,
    }),
    z.strictObject({
      ...base,
      type: z.literal('TextBlock'),
      text: z.string(),
      color: color.optional(),
      fontType: font.optional(),
      horizontalAlignment: horizontal.optional(),
      isSubtle: z.boolean().optional(),
      maxLines: z.number().optional(),
      size: size.optional(),
      weight: weight.optional(),
      wrap: z.boolean().optional(),
      style: oneOf('default', 'heading', 'columnHeader').optional(),
    }),
    z.strictObject({
      ...base,
      type: z.literal('RichTextBlock'),
      inlines: z.array(z.union([z.string(), textRun, runIcon, runImage])),
      horizontalAlignment: horizontal.optional(),
    }),
    image,
    z.strictObject({ ...base, type: z.literal('ImageSet'), images: z.array(image), imageSize: imageSize.optional() }),
    z.strictObject({ ...base, ...box, type: z.literal('Container'), items: z.array(element) }),
    z.strictObject({
      ...base,
      ...frame,
      type: z.literal('ColumnSet'),
      columns: z.array(column).optional(),
      selectAction: selectAction.optional(),
      style: containerStyle.optional(),
      bleed: z.boolean().optional(),
      minHeight: pixels.optional(),
      horizontalAlignment: horizontal.optional(),
    }),
    z.strictObject({
      ...base,
      type: z.literal('FactSet'),
      facts: z.array(z.strictObject({ type: z.literal('Fact').optional(), title: z.string(), value: z.string() })),
    }),
    z.strictObject({ ...base, type: z.literal('ActionSet'), actions: z.array(action) }),
    z.strictObject({
      ...base,
      ...cellAlignment,
      ...frame,
      type: z.literal('Table'),
      style: containerStyle.optional(),
      columns: z.array(tableColumn).optional(),
      rows: z.array(tableRow).optional(),
      firstRowAsHeader: z.boolean().optional(),
      firstRowAsHeaders: z.boolean().optional(),
      showGridLines: z.boolean().optional(),
      gridStyle: containerStyle.optional(),
    }),
    z.strictObject({
      ...input,
      type: z.literal('Input.Text'),
      isMultiline: z.boolean().optional(),
      maxLength: z.number().optional(),
      regex: optionalText,
      style: oneOf('text', 'tel', 'url', 'email', 'password').optional(),
      inlineAction: selectAction.optional(),
      value: optionalText,
    }),
    z.strictObject({
      ...input,
      type: z.literal('Input.Number'),
      max: z.number().optional(),
      min: z.number().optional(),
      value: z.number().optional(),
    }),
    z.strictObject({
      ...input,
      type: z.literal('Input.Date'),
      max: optionalText,
      min: optionalText,
      value: optionalText,
    }),
    z.strictObject({
      ...input,
      type: z.literal('Input.Time'),
      max: optionalText,
      min: optionalText,
      value: optionalText,
    }),
    z.strictObject({
      ...input,
      type: z.literal('Input.Toggle'),
      title: z.string(),
      value: optionalText,
      valueOff: optionalText,
      valueOn: optionalText,
      wrap: z.boolean().optional(),
    }),
    z.strictObject({
      ...input,
      type: z.literal('Input.ChoiceSet'),
      choices: z
        .array(z.strictObject({ type: z.literal('Input.Choice').optional(), title: z.string(), value: z.string() }))
        .optional(),
      isMultiSelect: z.boolean().optional(),
      style: oneOf('compact', 'expanded', 'filtered').optional(),
      value: optionalText,
      wrap: z.boolean().optional(),
    }),
  ];
}

const actionBase = {
  title: optionalText,
  iconUrl: z.union([imageUrl, z.string().regex(/^icon:/)]).optional(),
  id: optionalText,
  style: oneOf('default', 'positive', 'destructive').optional(),
  fallback: z.union([action, drop]).optional(),
  tooltip: optionalText,
  isEnabled: z.boolean().optional(),
  mode: oneOf('primary', 'secondary').optional(),
  menuActions: z.array(action).optional(),
  requires: requires.optional(),
};
const openUrl = z.strictObject({ ...actionBase, type: z.literal('Action.OpenUrl'), url: httpUrl });
const toggle = z.strictObject({
  ...actionBase,
  type: z.literal('Action.ToggleVisibility'),
  targetElements: z.array(
    z.union([
      z.string(),
      z.strictObject({
        type: z.literal('TargetElement').optional(),
        elementId: z.string(),
        isVisible: z.boolean().optional(),
      }),
    ]),
  ),
});
const popover = z.strictObject({
  ...actionBase,
  type: z.literal('Action.Popover'),
  content: element,
  displayArrow: z.boolean().optional(),
  position: oneOf('Above', 'Below', 'Before', 'After').optional(),
  maxPopoverWidth: pixels.optional(),
});
const resetInputs = z.strictObject({
  ...actionBase,
  type: z.literal('Action.ResetInputs'),
  targetInputIds: z.array(z.string()).optional(),
});
const cardBase = {
  layouts: layouts.optional(),
  style: containerStyle.optional(),
  type: z.literal('AdaptiveCard'),
  $schema: optionalText,
  body: z.array(element).optional(),
  actions: z.array(action).optional(),
  selectAction: selectAction.optional(),
  fallbackText: optionalText,
  backgroundImage: background.optional(),
  minHeight: pixels.optional(),
  rtl: z.boolean().optional(),
  speak: optionalText,
  lang: optionalText,
  verticalContentAlignment: vertical.optional(),
};
const showCard = z.strictObject({
  ...actionBase,
  type: z.literal('Action.ShowCard'),
  card: z.strictObject({ ...cardBase, version: optionalText }),
});
const mention = z.strictObject({
  type: z.literal('mention'),
  text: z.string(),
  mentioned: z.strictObject({ id: z.string(), name: z.string(), type: optionalText }),
});

export const adaptiveCard = z.strictObject({
  ...cardBase,
  version: z.literal('1.5'),
  msteams: z.strictObject({ width: z.literal('Full').optional(), entities: z.array(mention).optional() }).optional(),
});
