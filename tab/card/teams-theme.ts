import { type Theme, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components';

export type ThemeName = 'default' | 'dark' | 'contrast';

/** Colours of text in cards, which Fluent's themes do not have under a name of their own. */
export type CardColors = { cardGood: string; cardWarning: string; cardAttention: string; cardAccent: string };

export type PageTheme = Theme & CardColors;

export const themeNames: readonly ThemeName[] = ['default', 'dark', 'contrast'];

/** Teams' theme, with the colours of cards. */
export function themeOf(name: ThemeName): PageTheme {
  return themes[name];
}

/** What the person's system asks for. */
export function systemTheme(): ThemeName {
  if (matchMedia('(forced-colors: active), (prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default';
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
