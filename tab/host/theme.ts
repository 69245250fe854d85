import { type Theme, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components';
import type { ThemeName } from './theme-name.ts';

/** Colours of text in cards, which Fluent's themes do not have under a name of their own. */
interface CardColors {
  cardGood: string;
  cardWarning: string;
  cardAttention: string;
  cardAccent: string;
}

export type PageTheme = Theme & CardColors;

/** Fluent's theme for the one that Teams names. */
export function themeOf(name: ThemeName): PageTheme {
  return themes[name];
}

/** Teams' font; the ones behind it come closest where it is not installed. */
const fontFamilyBase =
  "'Segoe UI', 'Segoe UI Web (West European)', 'Selawik', 'Open Sans', 'Noto Sans', system-ui, sans-serif";

const themes: Record<ThemeName, PageTheme> = {
  default: {
    ...teamsLightTheme,
    fontFamilyBase,
    cardGood: '#0e700e',
    cardWarning: '#8f4e00',
    cardAttention: '#b10e1c',
    cardAccent: '#4f52b2',
  },
  dark: {
    ...teamsDarkTheme,
    fontFamilyBase,
    cardGood: '#6fcf6f',
    cardWarning: '#faa06b',
    cardAttention: '#f1707b',
    cardAccent: '#9ea2ff',
  },
  contrast: {
    ...teamsHighContrastTheme,
    fontFamilyBase,
    cardGood: '#3ff23f',
    cardWarning: '#ffff00',
    cardAttention: '#ff8080',
    cardAccent: '#1aebff',
  },
};
