import { z } from 'zod';
import * as activities from '../bot/activities.ts';
import type { BotAnswer, BotLink } from '../bot/bot-link.ts';
import { cardViolations } from '../connector/adaptive-card.ts';
import { chatIdOf } from '../connector/conversations.ts';
import type { Scene } from '../connector/request.ts';
import type { Message } from '../post.ts';
import type { Found } from '../store/posts.ts';
import { botIsIn, findChannel, findUser, type User } from '../world.ts';
import { ControlError } from './control-error.ts';

/** The body of `POST /playground/api/messages`: a person writes. Without a channel it is a chat with the bot. */
export const newMessageSchema = z.strictObject({
  channelId: z.string().min(1).optional(),
  userId: z.string().min(1).optional(),
  text: z.string().trim().min(1),
  mentionBot: z.boolean().optional(),
  /** The id of the post whose thread it goes into. */
  replyTo: z.string().min(1).optional(),
});

/** The body of `POST /playground/api/invoke`: a person presses a button of a card that the bot posted. */
export const invokeSchema = z.strictObject({
  channelId: z.string().min(1),
  activityId: z.string().min(1),
  userId: z.string().min(1).optional(),
  action: z.looseObject({
    type: z.enum(['Action.Execute', 'Action.Submit']),
    id: z.string().optional(),
    verb: z.string().optional(),
    data: z.unknown().optional(),
  }),
});

const executeAnswerSchema = z.looseObject({ statusCode: z.number(), type: z.string(), value: z.unknown() });
const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

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
  const at: activities.Place = 'chatId' in place ? place : { channel: place.channel, rootId: root?.id ?? message.id };
  const { status } = await link.send(activities.message(scene, user, at, { id: message.id, text }));
  return { id: message.id, status };
}

/** As Teams writes a mention into the text: where "@Name" stands, else at the beginning. */
function withMention(text: string, name: string): string {
  const mention = `<at>${name}</at>`;
  const at = text.toLowerCase().indexOf(`@${name.toLowerCase()}`);
  if (at === -1) return `${mention} ${text}`;
  return text.slice(0, at) + mention + text.slice(at + 1 + name.length);
}

/**
 * Presses a button: `Action.Execute` becomes an invoke, whose answer may replace the card; `Action.Submit` a message.
 * @returns the bot's status and the card that stands in the post now, if it was replaced
 * @throws {ControlError} {BotUnreachableError}
 */
export async function pressButton(
  scene: Scene,
  link: BotLink,
  { channelId, activityId, userId, action }: z.output<typeof invokeSchema>,
): Promise<{ status: number; card: unknown; body: unknown }> {
  const user = userOf(scene, userId);
  const place = placeOf(scene, user, channelId);
  const found = findPost(scene, channelId, activityId);
  const at: activities.Place = 'chatId' in place ? place : { channel: place.channel, rootId: found.root.id };
  if (action.type === 'Action.Submit') {
    const content = { id: scene.nextId(), value: action.data ?? {}, replyToId: activityId };
    const { status, body } = await link.send(activities.message(scene, user, at, content));
    return { status, card: null, body: body ?? null };
  }
  const value = { action: { ...action, verb: action.verb ?? '', data: action.data ?? {} }, trigger: 'manual' };
  const content = { name: 'adaptiveCard/action', value, replyToId: activityId };
  return applyAnswer(scene, found, await link.send(activities.invoke(scene, user, at, content)));
}

function applyAnswer(
  scene: Scene,
  found: Found,
  { status, body }: BotAnswer,
): { status: number; card: unknown; body: unknown } {
  const parsed = executeAnswerSchema.safeParse(body);
  if (!parsed.success) return { status, card: null, body: body ?? null };
  const { statusCode, type, value } = parsed.data;
  if (status !== 200 || statusCode !== 200 || type !== ADAPTIVE_CARD) return { status: statusCode, card: null, body };
  const first = cardViolations(value)[0];
  if (first) throw new ControlError(502, `The bot answered with a card that Teams would refuse: ${first.message}`);
  const { post, root } = found;
  post.attachments = post.attachments.map(each =>
    each.contentType === ADAPTIVE_CARD ? { contentType: ADAPTIVE_CARD, content: value } : each,
  );
  scene.posts.save(found);
  scene.publish('update', { channelId: post.channelId, post: root });
  return { status: statusCode, card: value, body };
}

type At =
  | Exclude<activities.Place, { rootId: string }>
  | { channel: Extract<activities.Place, { rootId: string }>['channel'] };

function placeOf({ world, saveWorld }: Scene, user: User, channelId: string | undefined): At {
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

function userOf({ world }: Scene, userId: string | undefined): User {
  const user = userId === undefined ? world.users[0] : findUser(world, userId);
  if (!user) throw new ControlError(404, `There is no user ${userId}.`);
  return user;
}

function findPost({ posts }: Scene, channelId: string, id: string): Found {
  const found = posts.find(channelId, id);
  if (!found) throw new ControlError(404, `There is no post ${id} in ${channelId}.`);
  return found;
}
