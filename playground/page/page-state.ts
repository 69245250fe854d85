import type { Channel, Page, Post, PostEvent, Team } from './api.ts';
import { type ChannelPosts, withEarlier, withPost } from './channel-posts.ts';

/** What an event tells of a post; `reply` and `update` may be about its thread. */
export type PostEventKind = 'post' | 'update' | 'delete' | 'reply';

/** Everything that the page shows; changed only by `reduce`. */
export type PageState = {
  team: Team | undefined;
  /** How often the team had to be read: at first, at each connection, and when something of it changed. */
  teamAsked: number;
  channels: Readonly<Record<string, ChannelPosts>>;
  /** Of each channel of which posts are being read: how many reads, and the posts that events brought meanwhile. */
  reads: Readonly<Record<string, { count: number; arrived: readonly Post[] }>>;
  /** The channel, or the chat with the bot, that is open. */
  channelId: string | undefined;
  /** Ids of channels, and chats, with posts that came while another was open. */
  unread: readonly string[];
  /** Channels whose newest posts must be read anew. */
  stale: readonly string[];
  connection: 'connecting' | 'open' | 'lost';
  /** How often the stream of events was opened. */
  connections: number;
};

export type PageEvent =
  | { type: 'team'; team: Team }
  | { type: 'world' }
  | { type: 'opened'; channelId: string }
  /** Posts are asked for; `latest`, `earlier` or `not-read` follows. */
  | { type: 'reading'; channelId: string }
  /** The newest posts. `connections`: as it was when they were asked for. */
  | { type: 'latest'; channelId: string; page: Page; connections: number }
  /** Those before a post. */
  | { type: 'earlier'; channelId: string; page: Page; before: string; connections: number }
  | { type: 'not-read'; channelId: string }
  | { type: 'event'; kind: PostEventKind; event: PostEvent }
  | { type: 'connected' }
  | { type: 'lost' };

/** @param channelId the channel to open, as the address names it */
export function initialState(channelId?: string): PageState {
  return {
    team: undefined,
    teamAsked: 1,
    channels: {},
    reads: {},
    channelId,
    unread: [],
    stale: [],
    connection: 'connecting',
    connections: 0,
  };
}

export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case 'team': {
      const { team } = event;
      const channelId = canOpen(team, state.channelId) ? state.channelId : openChannels(team)[0]?.id;
      return { ...state, team, channelId };
    }
    case 'world':
      return { ...state, teamAsked: state.teamAsked + 1 };
    case 'opened':
      if (state.team && !canOpen(state.team, event.channelId)) return state;
      return { ...state, channelId: event.channelId, unread: without(state.unread, event.channelId) };
    case 'reading': {
      const { count, arrived } = state.reads[event.channelId] ?? { count: 0, arrived: [] };
      return { ...state, reads: { ...state.reads, [event.channelId]: { count: count + 1, arrived } } };
    }
    case 'latest': {
      const { channelId, page } = event;
      const others = without(state.stale, channelId);
      // What happened before the stream was opened anew, and after this was asked for, nobody has told.
      const stale = event.connections === state.connections ? others : [...others, channelId];
      return { ...read(state, channelId, page), stale };
    }
    case 'earlier': {
      const loaded = state.channels[event.channelId];
      const fits = loaded && event.connections === state.connections;
      return read(state, event.channelId, fits ? withEarlier(loaded, event.page, event.before) : loaded);
    }
    case 'not-read':
      return read(state, event.channelId, state.channels[event.channelId]);
    case 'event':
      return told(state, event.kind, event.event);
    case 'connected':
      // Whatever happened while there was no connection is not known: every channel is read anew when it is shown.
      return {
        ...state,
        connection: 'open',
        connections: state.connections + 1,
        teamAsked: state.teamAsked + 1,
        stale: Object.keys(state.channels),
        reads: Object.fromEntries(Object.entries(state.reads).map(([id, { count }]) => [id, { count, arrived: [] }])),
      };
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

/** A read has ended. Its answer may be older than what events brought meanwhile, in the order in which they came. */
function read(state: PageState, channelId: string, posts: ChannelPosts | undefined): PageState {
  const { count, arrived } = state.reads[channelId] ?? { count: 1, arrived: [] };
  const { [channelId]: _, ...others } = state.reads;
  const reads = count > 1 ? { ...others, [channelId]: { count: count - 1, arrived } } : others;
  if (!posts) return { ...state, reads };
  return { ...state, reads, channels: { ...state.channels, [channelId]: arrived.reduce(withPost, posts) } };
}

function told(state: PageState, kind: PostEventKind, { channelId, post }: PostEvent): PageState {
  const { channels, reads } = state;
  const isNews = kind === 'post' || kind === 'reply';
  const unread =
    isNews && channelId !== state.channelId ? [...without(state.unread, channelId), channelId] : state.unread;
  const loaded = channels[channelId];
  const ongoing = reads[channelId];
  return {
    ...state,
    unread,
    channels: loaded ? { ...channels, [channelId]: withPost(loaded, post) } : channels,
    reads: ongoing ? { ...reads, [channelId]: { ...ongoing, arrived: [...ongoing.arrived, post] } } : reads,
  };
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter(each => each !== id);
}
