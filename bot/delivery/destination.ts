import type { Notification } from '../notification/notification.ts';

/** Where notifications go. `delivery` knows this and not Teams; `teams/destination.ts` is the one in use. */
export interface Destination {
  /** Posts once, without trying again. Never throws for what the other side answers or fails to answer. */
  post(post: Post): Promise<PostResult>;
}

export interface Post {
  tenantId: string;
  /** The channel, or `user:OBJECT_ID` for the chat of a person with the bot. */
  channelId: string;
  /** What the head row of the card shows; null for what the app itself has to say, since the bot bears its name. */
  head: Head | null;
  notification: Notification;
  /** What this takes the place of; absent for a post of its own. */
  updates?: StandingPost;
}

/** Where a post stands in Teams. */
export interface StandingPost {
  /** The conversation without `;messageid=`. */
  conversationId: string;
  activityId: string;
}

/** In whose name a card is posted: a bot cannot post under another name, so the card says it. */
export interface Head {
  name: string;
  pictureUrl: string | null;
}

export type PostResult = Posted | Failed;

export interface Posted extends StandingPost {
  posted: true;
}

export interface Failed {
  posted: false;
  /** HTTP status of the answer; undefined if there was none. */
  status: number | undefined;
  /** Teams' error code, such as `BotNotInConversationRoster`. */
  code: string | undefined;
  /** What the other side asks us to wait, in milliseconds. */
  retryAfter: number | undefined;
  /** False only where it is certain that nothing reached the other side (no connection, no token). */
  sent: boolean;
  /** For people; no secrets. */
  error: string;
}
