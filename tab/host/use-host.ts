import { createContext, useContext } from 'react';
import type { Host } from './host.ts';

export const HostContext = createContext<Host | undefined>(undefined);

/** Teams around the page: where it was opened, in which language, for whom. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error('There is no host above this component.');
  return host;
}
