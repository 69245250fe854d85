import { useThemeClassName } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { ThemeName } from './teams-theme.ts';

/** What hangs on the body, outside of the provider (menus of cards, the scroll bars), has the theme's colours too. */
export function ThemeForBody({ theme }: { theme: ThemeName }) {
  const className = useThemeClassName();
  useEffect(() => {
    const names = className.split(' ').filter(Boolean);
    document.body.classList.add(...names);
    return () => document.body.classList.remove(...names);
  }, [className]);
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === 'default' ? 'light' : 'dark';
  }, [theme]);
  return null;
}
