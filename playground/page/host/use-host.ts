import { createContext, useContext } from 'react';
import type { ThemeName } from '../../../tab/card/teams-theme.ts';
import type { Team, User } from '../api.ts';
import type { Dialog, DialogSource } from '../clicks.ts';
import type { Locale } from './locale.ts';

/** Teams around everything that the page shows: who looks at it, how it is set up, and what can be opened over it. */
export type Host = {
  team: Team;
  user: User;
  theme: ThemeName;
  locale: Locale;
  /** Opens a dialog over the page; the one that was open is closed. */
  openDialog: (request: DialogRequest) => void;
  /** Asks the bot for a dialog and opens it, or says why not. */
  openBotDialog: (source: Exclude<DialogSource, { from: 'card' }>) => void;
  /** Opens the dialog that the bot answered to a button. */
  showBotDialog: (source: DialogSource, dialog: Dialog) => void;
  /** Follows a link that leads into Teams. False: it leads elsewhere. */
  openLink: (address: string) => boolean;
};

export type DialogRequest = {
  dialog: Dialog;
  /** The channel, or chat, over which it is opened. */
  channelId: string;
  /** Takes what the dialog came back with; the answer is the next dialog, or nothing when that was all. */
  onSubmit?: (result: unknown) => Promise<Dialog | null>;
  /** Called when it was closed without a result. */
  onDismiss?: () => void;
};

export const HostContext = createContext<Host | undefined>(undefined);

/** @throws Error outside of a HostProvider */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error('There is no HostProvider around this component.');
  return host;
}
