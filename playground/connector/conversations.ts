import { createHash } from 'node:crypto';
import { findUser } from '../world.ts';
import { conversationParametersSchema, firstIssue, readActivity } from './activity.ts';
import { type ConnectorRequest, type Done, messageFrom, openChannel, type Scene } from './request.ts';
import { badArgument, badSyntax, botNotInRoster, memberNotFound } from './teams-error.ts';

/**
 * `POST /v3/conversations`: a new thread in a channel (with its first message), or a chat with one person.
 * @throws {TeamsError}
 */
export function createConversation(scene: Scene, { body }: ConnectorRequest): Done {
  const parsed = conversationParametersSchema.safeParse(body);
  if (!parsed.success) throw badSyntax(`Conversation: ${firstIssue(parsed.error)}`);
  const { isGroup, members, channelData, activity, tenantId } = parsed.data;
  const tenant = tenantId ?? channelData?.tenant?.id;
  if (tenant && tenant !== scene.world.tenantId) throw badArgument('The tenant is not the one of the conversation.');
  const channelId = channelData?.channel?.id;
  if (channelId !== undefined) {
    if (isGroup === false) throw badSyntax('isGroup must be true for a conversation in a channel.');
    if (activity === undefined || activity === null) throw badSyntax('Activity is required to start a thread.');
    return createThread(scene, channelId, activity);
  }
  if (isGroup) throw badSyntax('channelData.channel.id is required for a conversation in a channel.');
  const member = members?.[0];
  if (!member || members.length !== 1) throw badSyntax('members must name exactly one person.');
  if (!tenant) throw badArgument('channelData.tenant.id is required for a conversation with a person.');
  return createChat(scene, member.id, activity);
}

function createThread(scene: Scene, channelId: string, activity: unknown): Done {
  const channel = openChannel(scene.world, channelId);
  const sent = readActivity(activity, JSON.stringify(activity));
  if (sent.type !== 'message') throw badSyntax('A thread starts with an activity of type message.');
  const id = scene.nextId();
  const post = scene.posts.add(messageFrom(scene, sent, channel.id, id));
  scene.publish('post', { channelId: channel.id, post });
  return created(scene, `${channel.id};messageid=${id}`, id);
}

function createChat(scene: Scene, memberId: string, activity: unknown): Done {
  const { world } = scene;
  const user = findUser(world, memberId);
  if (!user) throw memberNotFound();
  if (!world.bot.installed) throw botNotInRoster();
  const sent =
    activity === undefined || activity === null ? undefined : readActivity(activity, JSON.stringify(activity));
  const chatId = chatIdOf(world.tenantId, user.id);
  if (!world.chats.some(chat => chat.id === chatId)) {
    world.chats.push({ id: chatId, userId: user.id });
    scene.saveWorld();
  }
  if (sent?.type !== 'message') return created(scene, chatId, undefined);
  const id = scene.nextId();
  const post = scene.posts.add(messageFrom(scene, sent, chatId, id));
  scene.publish('post', { channelId: chatId, post });
  return created(scene, chatId, id);
}

/** Teams gives the same chat id for the same person each time. */
export function chatIdOf(tenantId: string, userId: string): string {
  return `a:${createHash('sha256').update(`${tenantId} ${userId}`).digest('base64url')}`;
}

function created({ serviceUrl }: Scene, id: string, activityId: string | undefined): Done {
  const body = { id, ...(activityId === undefined ? {} : { activityId }), serviceUrl };
  return { status: 201, body, conversationId: id, ...(activityId === undefined ? {} : { activityId }) };
}
