import type { Publish } from '../control/events.ts';
import type { Answer } from '../http.ts';
import type { Message } from '../post.ts';
import type { Posts } from '../store/posts.ts';
import type { Channel, World } from '../world.ts';
import { botIsIn, findChannel } from '../world.ts';
import type { SentActivity } from './activity.ts';
import { badArgument, botNotInRoster, conversationNotFound } from './teams-error.ts';

/** A request to the Bot Connector, its path taken apart and its JSON read. */
export type ConnectorRequest = {
  method: string;
  path: string;
  /** The decoded path after `/v3/`. */
  segments: string[];
  query: URLSearchParams;
  /** The parsed body; undefined when there is none or it is not JSON. */
  body: unknown;
  /** The body as it came. */
  text: string;
};

/** What the endpoints work on. */
export type Scene = {
  world: World;
  /** Stores the world after a change of it. */
  saveWorld: () => void;
  posts: Posts;
  nextId: () => string;
  now: () => number;
  publish: Publish;
  serviceUrl: string;
};

/** What an endpoint did: its answer, and what the record shows of it. */
export type Done = Answer & { activityId?: string; conversationId?: string };

/** Where a message goes: a channel's thread, a channel (a new thread), or a chat. */
export type Conversation =
  | { kind: 'channel'; channel: Channel; rootId: string | undefined }
  | { kind: 'chat'; id: string; userId: string };

/** Takes `19:…@thread.tacv2;messageid=123` apart. */
export function splitConversationId(id: string): { base: string; rootId: string | undefined } {
  const [base = '', ...rest] = id.split(';');
  const root = rest.find(part => part.startsWith('messageid='));
  return { base, rootId: root?.slice('messageid='.length) };
}

/**
 * The conversation of that id, if the bot may use it.
 * @throws {TeamsError} 400, 403 or 404
 */
export function openConversation({ world }: Scene, id: string): Conversation {
  const { base, rootId } = splitConversationId(id);
  if (base.startsWith('a:')) {
    const chat = world.chats.find(each => each.id === base);
    if (!chat) throw conversationNotFound();
    return { kind: 'chat', ...chat };
  }
  if (!base.startsWith('19:')) throw badArgument('Invalid conversation id.');
  return { kind: 'channel', channel: openChannel(world, base), rootId };
}

/**
 * The channel of that id, if the bot may use it.
 * @throws {TeamsError} 403 or 404
 */
export function openChannel(world: World, id: string): Channel {
  const channel = findChannel(world, id);
  if (!channel || channel.deleted) throw conversationNotFound();
  if (!botIsIn(world, channel)) throw botNotInRoster();
  return channel;
}

/** The key under which a conversation's posts are kept. */
export function channelIdOf(conversation: Conversation): string {
  return conversation.kind === 'channel' ? conversation.channel.id : conversation.id;
}

/** A post as the page shows it, from what the bot sent. */
export function messageFrom({ world, now }: Scene, activity: SentActivity, channelId: string, id: string): Message {
  return {
    id,
    channelId,
    from: { id: world.bot.id, name: world.bot.name, kind: 'bot' },
    at: new Date(now()).toISOString(),
    ...contentOf(activity),
  };
}

/** The part of a post that an update replaces. */
export function contentOf(activity: SentActivity): Pick<Message, 'attachments'> & Partial<Message> {
  const { summary, text, textFormat, attachmentLayout } = activity;
  return {
    ...(summary ? { summary } : {}),
    ...(text ? { text } : {}),
    ...(textFormat ? { textFormat } : {}),
    ...(attachmentLayout ? { attachmentLayout } : {}),
    attachments: (activity.attachments ?? []).map(({ contentType, content, contentUrl, name }) => ({
      contentType,
      content: content ?? null,
      ...(contentUrl ? { contentUrl } : {}),
      ...(name ? { name } : {}),
    })),
  };
}
