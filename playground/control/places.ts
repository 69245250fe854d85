import { z } from 'zod';
import type { Reader } from '../bot/invokes.ts';
import { chatIdOf } from '../connector/conversations.ts';
import type { Scene } from '../connector/request.ts';
import type { Found } from '../store/posts.ts';
import { type Channel, findChannel, findUser, type User } from '../world.ts';
import { ControlError } from './control-error.ts';

/** Who does something on the page, and how Teams is set up for that person. Without `userId` it is the team's owner. */
export const readerFields = {
  userId: z.string().min(1).optional(),
  /** As Teams writes it into activities, such as `fr-FR`. */
  locale: z.string().min(2).default('en-US'),
  theme: z.enum(['default', 'dark', 'contrast']).default('default'),
};

/** A channel, or the chat of one person with the bot. */
export type At = { channel: Channel } | { chatId: string };

/** @throws {ControlError} when there is no such person */
export function readerOf(scene: Scene, fields: { userId?: string | undefined; locale: string; theme: string }): Reader {
  return { user: userOf(scene, fields.userId), locale: fields.locale, theme: fields.theme };
}

/**
 * Where a person is. Without a channel it is the chat with the bot, which there is from then on.
 * @throws {ControlError} no such channel, or another's chat
 */
export function placeOf({ world, saveWorld }: Scene, user: User, channelId: string | undefined): At {
  if (channelId === undefined || channelId.startsWith('a:')) {
    const chatId = chatIdOf(world.tenantId, user.id);
    if (channelId !== undefined && channelId !== chatId) throw new ControlError(404, `There is no chat ${channelId}.`);
    if (!world.chats.some(chat => chat.id === chatId)) {
      world.chats.push({ id: chatId, userId: user.id });
      saveWorld();
    }
    return { chatId };
  }
  const channel = findChannel(world, channelId);
  if (!channel || channel.deleted) throw new ControlError(404, `There is no channel ${channelId}.`);
  return { channel };
}

/** @throws {ControlError} when there is no such person */
export function userOf({ world }: Scene, userId: string | undefined): User {
  const user = userId === undefined ? world.users[0] : findUser(world, userId);
  if (!user) throw new ControlError(404, `There is no user ${userId}.`);
  return user;
}

/** @throws {ControlError} when there is no such post */
export function findPost({ posts }: Scene, channelId: string, id: string): Found {
  const found = posts.find(channelId, id);
  if (!found) throw new ControlError(404, `There is no post ${id} in ${channelId}.`);
  return found;
}
