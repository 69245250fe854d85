import type { Channel, Page, PostEvent, Team } from './api.ts';
import { type ChannelPosts, type PostEventKind, withEarlier, withEvent, withLatest } from './channel-posts.ts';

/** Everything that the page shows; changed only by `reduce`. */
export type PageState = {
  team: Team | undefined;
  channels: Readonly<Record<string, ChannelPosts>>;
  /** The channel, or the chat with the bot, that is open. */
  channelId: string | undefined;
  /** Ids of channels, and chats, with posts that came while another was open. */
  unread: readonly string[];
  /** Channels whose newest posts must be read anew. */
  stale: readonly string[];
  connection: 'connecting' | 'open' | 'lost';
};

export type PageEvent =
  | { type: 'team'; team: Team }
  | { type: 'opened'; channelId: string }
  | { type: 'latest'; channelId: string; page: Page; known: ReadonlySet<string> }
  | { type: 'earlier'; channelId: string; page: Page }
  | { type: 'event'; kind: PostEventKind; event: PostEvent }
  | { type: 'connected' }
  | { type: 'lost' };

/** @param channelId the channel to open, as the address names it */
export function initialState(channelId?: string): PageState {
  return { team: undefined, channels: {}, channelId, unread: [], stale: [], connection: 'connecting' };
}

export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case 'team': {
      const { team } = event;
      const channelId = canOpen(team, state.channelId) ? state.channelId : openChannels(team)[0]?.id;
      return { ...state, team, channelId };
    }
    case 'opened':
      if (state.team && !canOpen(state.team, event.channelId)) return state;
      return { ...state, channelId: event.channelId, unread: without(state.unread, event.channelId) };
    case 'latest': {
      const { channelId, page, known } = event;
      const posts = withLatest(state.channels[channelId], page, known);
      return { ...withPosts(state, channelId, posts), stale: without(state.stale, channelId) };
    }
    case 'earlier': {
      const loaded = state.channels[event.channelId];
      return loaded ? withPosts(state, event.channelId, withEarlier(loaded, event.page)) : state;
    }
    case 'event':
      return applied(state, event.kind, event.event);
    case 'connected':
      // Whatever happened while there was no connection is not known: every channel is read anew when it is shown.
      return { ...state, connection: 'open', stale: Object.keys(state.channels) };
    case 'lost':
      return { ...state, connection: 'lost' };
  }
}

/** The channels that are not deleted. */
export function openChannels(team: Team): Channel[] {
  return team.channels.filter(channel => !channel.deleted);
}

/** Whether there is such a channel, or chat with the bot. */
function canOpen(team: Team, channelId: string | undefined): boolean {
  return (
    openChannels(team).some(channel => channel.id === channelId) || team.users.some(user => user.chatId === channelId)
  );
}

function applied(state: PageState, kind: PostEventKind, event: PostEvent): PageState {
  const { channelId } = event;
  const isNews = kind === 'post' || kind === 'reply';
  const unread =
    isNews && channelId !== state.channelId ? [...without(state.unread, channelId), channelId] : state.unread;
  const loaded = state.channels[channelId];
  if (!loaded) return { ...state, unread };
  const posts = withEvent(loaded, kind, event);
  if (posts) return { ...withPosts(state, channelId, posts), unread };
  return { ...state, unread, stale: [...without(state.stale, channelId), channelId] };
}

function withPosts(state: PageState, channelId: string, posts: ChannelPosts): PageState {
  return { ...state, channels: { ...state.channels, [channelId]: posts } };
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter(each => each !== id);
}
