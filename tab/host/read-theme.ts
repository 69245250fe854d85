import type { ThemeName } from '../card/teams-theme.ts';

/** The theme that Teams names; one that we do not know (`glass` has been seen) is the light one. */
export function readTheme(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}
