import { createContext, useContext } from 'react';
import type { ChannelView } from '../bot/api/contract.ts';

/** The channel whose connections are shown, and what one may do there. */
export interface OpenChannel {
  id: string;
  view: ChannelView;
  /** To be called after what changes its counts. */
  reload(): void;
}

export const ChannelContext = createContext<OpenChannel | undefined>(undefined);

export function useChannel(): OpenChannel {
  const channel = useContext(ChannelContext);
  if (!channel) throw new Error('There is no channel above this component.');
  return channel;
}
