import type { Page, Post, PostEvent } from './api.ts';

/** The posts of a channel that the page has loaded, oldest first. */
export type ChannelPosts = { posts: Post[]; hasMore: boolean };

export type PostEventKind = 'post' | 'update' | 'delete' | 'reply';

/**
 * Takes a fresh page of the newest posts. What had been loaded before them stays; so do posts that events brought
 * while the request was under way, which the answer may not contain.
 * @param known the ids that were loaded when the request was sent
 */
export function withLatest(loaded: ChannelPosts | undefined, page: Page, known: ReadonlySet<string>): ChannelPosts {
  if (!loaded) return page;
  const fresh = new Set(page.posts.map(post => post.id));
  const firstShared = loaded.posts.findIndex(post => fresh.has(post.id));
  const earlier = page.hasMore && firstShared > 0 ? loaded.posts.slice(0, firstShared) : [];
  const arrived = loaded.posts.filter(post => !known.has(post.id) && !fresh.has(post.id));
  return {
    posts: [...earlier, ...page.posts, ...arrived],
    hasMore: earlier.length > 0 ? loaded.hasMore : page.hasMore,
  };
}

/** Puts a page of older posts before what is loaded. */
export function withEarlier(loaded: ChannelPosts, page: Page): ChannelPosts {
  const known = new Set(loaded.posts.map(post => post.id));
  return { posts: [...page.posts.filter(post => !known.has(post.id)), ...loaded.posts], hasMore: page.hasMore };
}

/**
 * Applies an event. Its post may be one that stands in the channel or a reply in a thread; only a new post is added.
 * Undefined: the event is about something that is not loaded.
 */
export function withEvent(loaded: ChannelPosts, kind: PostEventKind, event: PostEvent): ChannelPosts | undefined {
  const changed: Post = kind === 'delete' ? { ...event.post, deleted: true } : event.post;
  const index = loaded.posts.findIndex(post => post.id === changed.id);
  if (index !== -1) return { ...loaded, posts: loaded.posts.with(index, changed) };
  if (kind === 'post') return { ...loaded, posts: [...loaded.posts, changed] };
  const thread = loaded.posts.findIndex(post => post.replies.some(reply => reply.id === changed.id));
  const root = loaded.posts[thread];
  if (!root) return undefined;
  const replies = root.replies.map(reply => (reply.id === changed.id ? changed : reply));
  return { ...loaded, posts: loaded.posts.with(thread, { ...root, replies }) };
}
