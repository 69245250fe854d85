import { useMemo } from 'react';
import { useHost } from '../host/use-host.ts';
import { formatTime, type TimeFormat } from './time.ts';

/** Times as the reader's locale writes them. */
export function useTime(): TimeFormat {
  const { locale } = useHost();
  return useMemo(() => formatTime(locale), [locale]);
}
