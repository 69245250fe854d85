import type { Message, Post } from '../post.ts';
import type { Database } from './database.ts';

/** A post, and the thread's first post (the same one, unless it is a reply). */
export type Found = { root: Post; post: Post };

/** The posts of every channel, newest last, in memory and (through the database) on disk. */
export type Posts = {
  add: (message: Message) => Post;
  /** Adds a reply to a thread. Undefined: the thread is no longer kept, so the reply is not shown. */
  reply: (rootId: string, message: Message) => Found | undefined;
  find: (channelId: string, id: string) => Found | undefined;
  /** Whether the post is one of those that were dropped because newer ones came. */
  isForgotten: (channelId: string, id: string) => boolean;
  /** Stores what a caller changed on a post. */
  save: (found: Found) => void;
  page: (channelId: string, before: string | undefined, limit: number) => { posts: Post[]; hasMore: boolean };
  /** The greatest id in use, 0 when there is none. */
  lastId: () => number;
};

type Thread = { posts: Post[]; byId: Map<string, Found>; forgottenUpTo: number };

/** How much of a channel is kept: its newest posts, and of each the newest replies. */
export const POSTS_KEPT = 2000;
export const REPLIES_KEPT = 500;

/** Opens the posts that the database holds. */
export function openPosts(database: Database, postsKept = POSTS_KEPT, repliesKept = REPLIES_KEPT): Posts {
  const channels = new Map<string, Thread>();
  let greatest = 0;

  function channelOf(channelId: string): Thread {
    let channel = channels.get(channelId);
    if (!channel) {
      channel = { posts: [], byId: new Map(), forgottenUpTo: 0 };
      channels.set(channelId, channel);
    }
    return channel;
  }

  function forget(channel: Thread, post: Post): void {
    channel.byId.delete(post.id);
    database.saveMessage({ channelId: post.channelId, id: post.id, rootId: null, message: null });
  }

  function insert(message: Message): Post {
    const channel = channelOf(message.channelId);
    const post: Post = { ...message, replies: [] };
    greatest = Math.max(greatest, Number(message.id));
    channel.posts.push(post);
    channel.byId.set(post.id, { root: post, post });
    if (channel.posts.length > postsKept) {
      const dropped = channel.posts.shift();
      if (dropped) {
        for (const each of [dropped, ...dropped.replies]) forget(channel, each);
        channel.forgottenUpTo = Math.max(channel.forgottenUpTo, Number(dropped.id));
      }
    }
    return post;
  }

  function insertReply(rootId: string, message: Message): Found | undefined {
    const channel = channelOf(message.channelId);
    const root = channel.byId.get(rootId)?.root;
    greatest = Math.max(greatest, Number(message.id));
    if (!root) return undefined;
    const found: Found = { root, post: { ...message, replies: [] } };
    root.replies.push(found.post);
    channel.byId.set(message.id, found);
    if (root.replies.length > repliesKept) {
      const dropped = root.replies.shift();
      if (dropped) forget(channel, dropped);
    }
    return found;
  }

  function save({ root, post }: Found): void {
    const { replies: _replies, ...message } = post;
    const rootId = root === post ? null : root.id;
    database.saveMessage({ channelId: post.channelId, id: post.id, rootId, message });
  }

  for (const { message, rootId } of database.messages()) {
    if (rootId === null) insert(message);
    else insertReply(rootId, message);
  }
  // A full channel has dropped older posts in an earlier run: what is older than its oldest was there.
  for (const channel of channels.values()) {
    if (channel.posts.length >= postsKept) channel.forgottenUpTo = Number(channel.posts[0]?.id ?? 0) - 1;
  }

  return {
    add: message => {
      const post = insert(message);
      save({ root: post, post });
      return post;
    },
    reply: (rootId, message) => {
      const found = insertReply(rootId, message);
      if (found) save(found);
      return found;
    },
    find: (channelId, id) => channels.get(channelId)?.byId.get(id),
    isForgotten: (channelId, id) => /^\d+$/.test(id) && Number(id) <= (channels.get(channelId)?.forgottenUpTo ?? 0),
    save,
    page: (channelId, before, limit) => {
      const posts = channels.get(channelId)?.posts ?? [];
      const found = before === undefined ? -1 : posts.findIndex(post => Number(post.id) >= Number(before));
      const end = found === -1 ? posts.length : found;
      const start = Math.max(0, end - limit);
      return { posts: posts.slice(start, end), hasMore: start > 0 };
    },
    lastId: () => greatest,
  };
}
