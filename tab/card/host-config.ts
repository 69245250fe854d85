import { tokens } from '@fluentui/react-components';

const good = 'var(--cardGood)';
const warning = 'var(--cardWarning)';
const attention = 'var(--cardAttention)';
const accent = 'var(--cardAccent)';

/** Both colours of a text colour of Adaptive Cards. */
function both(color: string, subtle = color) {
  return { default: color, subtle };
}

const foregroundColors = {
  default: both(tokens.colorNeutralForeground1, tokens.colorNeutralForeground3),
  dark: both('#242424', '#616161'),
  light: both('#ffffff', '#d6d6d6'),
  accent: both(accent),
  good: both(good),
  warning: both(warning),
  attention: both(attention),
};

function containerStyle(backgroundColor: string, borderColor: string) {
  return { backgroundColor, borderColor, foregroundColors };
}

const fontSizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const fontWeights = { lighter: 400, default: 400, bolder: 600 };

/**
 * Sizes, spacing and styles with which Teams draws Adaptive Cards. Colours are the theme's CSS variables, so that a
 * change of theme needs no new drawing and keeps what was typed into a card.
 */
export const hostConfig = {
  choiceSetInputValueSeparator: ',',
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: tokens.colorNeutralStroke2 },
  imageSizes: { small: 32, medium: 52, large: 100 },
  fontTypes: {
    default: { fontFamily: tokens.fontFamilyBase, fontSizes, fontWeights },
    monospace: { fontFamily: tokens.fontFamilyMonospace, fontSizes, fontWeights },
  },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  textStyles: { heading: { fontType: 'default', size: 'large', weight: 'bolder', color: 'default', isSubtle: false } },
  // What a card stands in has headings of the levels 1 to 3.
  containerStyles: {
    default: containerStyle(tokens.colorNeutralBackground1, tokens.colorNeutralStroke2),
    emphasis: containerStyle(tokens.colorNeutralBackground3, tokens.colorNeutralStroke2),
    accent: containerStyle(tokens.colorBrandBackground2, tokens.colorBrandStroke2),
    good: containerStyle(tokens.colorStatusSuccessBackground1, tokens.colorStatusSuccessBorder1),
    attention: containerStyle(tokens.colorStatusDangerBackground1, tokens.colorStatusDangerBorder1),
    warning: containerStyle(tokens.colorStatusWarningBackground1, tokens.colorStatusWarningBorder1),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    preExpandSingleShowCardAction: false,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    iconPlacement: 'leftOfTitle',
    iconSize: 16,
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  factSet: {
    title: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 150 },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 16,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', weight: 'default', size: 'small' },
  },
};
