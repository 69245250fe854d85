/**
 * How the tables of Adaptive Cards are written: `card-properties.ts` for version 1.5, `teams-properties.ts` for what
 * Teams draws beyond it.
 */
export type PropertyKind =
  | 'text'
  | 'markdown'
  | 'string'
  | 'boolean'
  | 'number'
  | 'numberOrText'
  | 'name'
  | 'pixels'
  | 'columnWidth'
  | 'imageSide'
  | 'hexColor'
  | 'imageUrl'
  | 'iconUrl'
  | 'linkUrl'
  | 'background'
  | 'elements'
  | 'elementFallback'
  | 'columnFallback'
  | 'actionFallback'
  | 'actions'
  | 'selectAction'
  | 'inlineAction'
  | 'element'
  | 'card'
  | 'inlines'
  | 'targets'
  | 'requires'
  | 'mentions'
  /** One of these words, in any case. */
  | readonly string[]
  /** A list of strings that are ids. */
  | 'ids'
  /** A list of widths. */
  | 'sizes'
  /** A list of parts; where there are several types of them, each names its own, and the first is meant without one. */
  | { readonly listOf: string | readonly string[] }
  /** Data without a type of its own: one object, or a list of them. */
  | { readonly data: string }
  | { readonly listOfData: string };

export interface ObjectKind {
  readonly required: readonly string[];
  readonly properties: ReadonlyMap<string, PropertyKind>;
}

export const COLORS = ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'];
export const CONTAINER_STYLES = ['default', 'emphasis', 'good', 'attention', 'warning', 'accent'];
export const SPACINGS = ['default', 'none', 'extraSmall', 'small', 'medium', 'large', 'extraLarge', 'padding'];
export const SIZES = ['default', 'small', 'medium', 'large', 'extraLarge'];
export const WEIGHTS = ['default', 'lighter', 'bolder'];
export const FONTS = ['default', 'monospace'];
export const HORIZONTAL = ['left', 'center', 'right'];
export const VERTICAL = ['top', 'center', 'bottom'];
export const IMAGE_SIZES = ['auto', 'stretch', 'small', 'medium', 'large'];
export const FILL_MODES = ['cover', 'repeatHorizontally', 'repeatVertically', 'repeat'];

export type Properties = { readonly [name: string]: PropertyKind };

const CARD_WIDTHS = ['VeryNarrow', 'Narrow', 'Standard', 'Wide'];
/** What may stand anywhere; the last two are Teams' own, for cards that suit a phone and a wide screen. */
export const ITEM: Properties = {
  id: 'string',
  isVisible: 'boolean',
  requires: 'requires',
  targetWidth: CARD_WIDTHS.flatMap(width => [width, `atLeast:${width}`, `atMost:${width}`]),
  'grid.area': 'string',
};
export const ELEMENT: Properties = {
  ...ITEM,
  fallback: 'elementFallback',
  height: ['auto', 'stretch'],
  separator: 'boolean',
  spacing: SPACINGS,
};
export const INPUT: Properties = { ...ELEMENT, errorMessage: 'text', isRequired: 'boolean', label: 'text' };
export const LAYOUTS: PropertyKind = { listOf: ['Layout.Stack', 'Layout.Flow', 'Layout.AreaGrid'] };
/** A frame around something; Teams' own. */
export const FRAME: Properties = { showBorder: 'boolean', roundedCorners: 'boolean' };
export const BOX: Properties = {
  ...FRAME,
  layouts: LAYOUTS,
  maxHeight: 'pixels',
  selectAction: 'selectAction',
  style: CONTAINER_STYLES,
  verticalContentAlignment: VERTICAL,
  bleed: 'boolean',
  backgroundImage: 'background',
  minHeight: 'pixels',
  rtl: 'boolean',
};
export const CELLS: Properties = { horizontalCellContentAlignment: HORIZONTAL, verticalCellContentAlignment: VERTICAL };
export const ACTION: Properties = {
  title: 'text',
  iconUrl: 'iconUrl',
  id: 'string',
  style: ['default', 'positive', 'destructive'],
  fallback: 'actionFallback',
  tooltip: 'text',
  isEnabled: 'boolean',
  mode: ['primary', 'secondary'],
  menuActions: 'actions',
  requires: 'requires',
};

/** A table as it is written: of each type the names of the properties that it cannot do without, and all of them. */
export function kinds(types: {
  [type: string]: [required: string, properties: Properties];
}): ReadonlyMap<string, ObjectKind> {
  return new Map(
    Object.entries(types).map(([type, [required, properties]]) => [
      type,
      { required: required === '' ? [] : required.split(' '), properties: new Map(Object.entries(properties)) },
    ]),
  );
}
