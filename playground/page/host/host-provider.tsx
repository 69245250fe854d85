import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ThemeName } from '../../../tab/card/teams-theme.ts';
import { ApiError, type Team, type User } from '../api.ts';
import { type Dialog, type DialogSource, openDialog, submitDialog, UNREACHABLE } from '../clicks.ts';
import { DialogWindow } from './dialog-window.tsx';
import type { Locale } from './locale.ts';
import { ownPage } from './own-page.ts';
import { readTeamsLink, type TeamsLink } from './teams-link.ts';
import { type DialogRequest, type Host, HostContext } from './use-host.ts';

/** Gives everything in it a Teams around it, and shows the dialog that is open. */
export function HostProvider(props: {
  team: Team;
  user: User;
  theme: ThemeName;
  locale: Locale;
  /** The channel, or chat, that is open. */
  channelId: string;
  onOpenChannel: (channelId: string) => void;
  onOpenTab: (channelId: string, tabId: string, subEntityId: string | undefined) => void;
  children: ReactNode;
}) {
  const { team, user, theme, locale, channelId, onOpenChannel, onOpenTab } = props;
  // A number of its own for each: a dialog that follows another is drawn anew.
  const [open, setOpen] = useState<{ key: number; request: DialogRequest }>();
  const reader = { userId: user.id, theme, locale };

  const show = (request: DialogRequest) => setOpen(before => ({ key: (before?.key ?? 0) + 1, request }));

  const showBotDialog = (source: DialogSource, dialog: Dialog) =>
    show({
      dialog,
      channelId: source.channelId,
      onSubmit: async result => (await submitDialog(source, reader, result)).dialog,
    });

  const openBotDialog = async (source: Exclude<DialogSource, { from: 'card' }>) => {
    try {
      const { dialog, status } = await openDialog(source, reader);
      if (dialog) showBotDialog(source, dialog);
      else show(said(`${UNREACHABLE} (The bot answered ${status}.)`, source.channelId));
    } catch (error) {
      show(said(error instanceof ApiError ? error.message : UNREACHABLE, source.channelId));
    }
  };

  const followLink = (link: TeamsLink) => {
    if (link.to === 'channel') return onOpenChannel(link.channelId);
    if (link.to === 'dialog') return show({ dialog: link, channelId });
    const at = link.channelId ?? channelId;
    const channel = team.channels.find(each => each.id === at && !each.deleted);
    const tab = channel?.tabs.find(each => each.entityId === link.entityId);
    if (channel && tab) return onOpenTab(channel.id, tab.id, link.subEntityId);
    // Teams on the web would ask to add the tab; the page that the link names is what people want to see.
    if (link.webUrl !== undefined && ownPage(link.webUrl, location.origin) !== undefined) {
      return show({
        dialog: { title: team.bot.name, width: 'large', height: 'large', url: link.webUrl },
        channelId: at,
      });
    }
    show(said('This tab is not in the channel. Add it with + beside the channel’s tabs.', at));
  };

  const host: Host = {
    team,
    user,
    theme,
    locale,
    openDialog: show,
    openBotDialog: source => void openBotDialog(source),
    showBotDialog,
    openLink: address => {
      const link = readTeamsLink(address);
      if (link) followLink(link);
      return link !== undefined;
    },
  };

  useLinksIntoTeams(host.openLink);

  return (
    <HostContext value={host}>
      {props.children}
      {open && (
        <DialogWindow
          key={open.key}
          request={open.request}
          onNext={dialog => show({ ...open.request, dialog })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </HostContext>
  );

  function said(text: string, at: string): DialogRequest {
    return { dialog: { title: team.bot.name, width: 'small', height: 'small', text }, channelId: at };
  }
}

/** Links in messages and cards that lead into Teams are followed here, not by the browser. */
function useLinksIntoTeams(openLink: Host['openLink']): void {
  const newest = useRef(openLink);
  newest.current = openLink;
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
      if (newest.current(link.href)) event.preventDefault();
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, []);
}
