import type { Notification } from '../notification/notification.ts';

/** Where notifications go. `delivery` knows this and not Teams; `teams/destination.ts` is the one in use. */
export interface Destination {
  /** Posts once, without trying again. Never throws for what the other side answers or fails to answer. */
  post(post: Post): Promise<PostResult>;
}

export interface Post {
  tenantId: string;
  channelId: string;
  /** What the head row of the card shows. */
  head: Head;
  notification: Notification;
}

/** In whose name a card is posted: a bot cannot post under another name, so the card says it. */
export interface Head {
  name: string;
  pictureUrl: string | null;
}

export type PostResult = Posted | Failed;

export interface Posted {
  posted: true;
  /** The conversation without `;messageid=`. */
  conversationId: string;
  activityId: string;
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
