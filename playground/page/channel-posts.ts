import type { Page, Post } from './api.ts';

/** The posts of a channel that are loaded, oldest first. */
export type ChannelPosts = { posts: Post[]; hasMore: boolean };

/**
 * Puts a page of older posts before what is loaded.
 * @param before the post before which they were asked for: if it is no longer the first, they belong elsewhere
 */
export function withEarlier(loaded: ChannelPosts, page: Page, before: string): ChannelPosts {
  if (loaded.posts[0]?.id !== before) return loaded;
  return { posts: [...page.posts, ...loaded.posts], hasMore: page.hasMore };
}

/**
 * Takes a post as an event tells of it, with its whole thread: in the place of what is shown of it, else where its id
 * (milliseconds of its time) puts it. One that is older than what is loaded is left for who asks for older ones.
 */
export function withPost(loaded: ChannelPosts, post: Post): ChannelPosts {
  const { posts } = loaded;
  const known = posts.findIndex(each => each.id === post.id);
  if (known !== -1) return { ...loaded, posts: posts.with(known, post) };
  const newer = posts.findIndex(each => Number(each.id) > Number(post.id));
  if (newer === 0 && loaded.hasMore) return loaded;
  return { ...loaded, posts: posts.toSpliced(newer === -1 ? posts.length : newer, 0, post) };
}
