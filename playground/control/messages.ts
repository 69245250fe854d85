import { z } from 'zod';
import * as activities from '../bot/activities.ts';
import type { BotLink } from '../bot/bot-link.ts';
import type { Scene } from '../connector/request.ts';
import type { Message } from '../post.ts';
import { botIsIn } from '../world.ts';
import { findPost, placeOf, readerFields, userOf } from './places.ts';

/** The body of `POST /playground/api/messages`: a person writes. Without a channel it is a chat with the bot. */
export const newMessageSchema = z.strictObject({
  channelId: z.string().min(1).optional(),
  userId: readerFields.userId,
  locale: readerFields.locale,
  text: z.string().trim().min(1),
  mentionBot: z.boolean().optional(),
  /** The id of the post whose thread it goes into. */
  replyTo: z.string().min(1).optional(),
});

/**
 * Posts what a person wrote and, if it mentions the bot or stands in the chat with it, sends it to the bot.
 * @returns the post's id, and the bot's status (null when it was none of its business)
 * @throws {ControlError} unknown channel, user or thread; {BotUnreachableError}
 */
export async function writeMessage(
  scene: Scene,
  link: BotLink,
  input: z.output<typeof newMessageSchema>,
): Promise<{ id: string; status: number | null }> {
  const user = userOf(scene, input.userId);
  const place = placeOf(scene, user, input.channelId);
  const channelId = 'chatId' in place ? place.chatId : place.channel.id;
  const root = input.replyTo === undefined ? undefined : findPost(scene, channelId, input.replyTo).root;
  const { bot } = scene.world;
  const isForBot = 'chatId' in place ? bot.installed : input.mentionBot === true && botIsIn(scene.world, place.channel);
  const text = input.mentionBot ? withMention(input.text, bot.name) : input.text;
  const message: Message = {
    id: scene.nextId(),
    channelId,
    from: { id: user.id, name: user.name, kind: 'user' },
    at: new Date(scene.now()).toISOString(),
    text,
    textFormat: 'plain',
    attachments: [],
  };
  if (root) {
    const found = scene.posts.reply(root.id, message);
    if (found) scene.publish('reply', { channelId, post: found.root });
  } else {
    scene.publish('post', { channelId, post: scene.posts.add(message) });
  }
  if (!isForBot) return { id: message.id, status: null };
  const at = 'chatId' in place ? place : { channel: place.channel, rootId: root?.id ?? message.id };
  const content = { id: message.id, text, locale: input.locale };
  const { status } = await link.send(activities.message(scene, user, at, content));
  return { id: message.id, status };
}

/** As Teams writes a mention into the text: where "@Name" stands, else at the beginning. */
function withMention(text: string, name: string): string {
  const mention = `<at>${name}</at>`;
  const at = text.toLowerCase().indexOf(`@${name.toLowerCase()}`);
  if (at === -1) return `${mention} ${text}`;
  return text.slice(0, at) + mention + text.slice(at + 1 + name.length);
}
