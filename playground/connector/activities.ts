import type { Message } from '../post.ts';
import type { Found } from '../store/posts.ts';
import { readActivity } from './activity.ts';
import {
  type ConnectorRequest,
  channelIdOf,
  contentOf,
  type Done,
  messageFrom,
  openConversation,
  type Scene,
} from './request.ts';
import { activityNotFound, badSyntax, notEnoughPermissions } from './teams-error.ts';

/**
 * `POST /v3/conversations/{id}/activities` and `…/activities/{replyToId}`: a reply when the id names a thread, a new
 * thread when it is a channel's. As in Teams, `replyToId` decides nothing (botbuilder makes one up).
 * @throws {TeamsError}
 */
export function sendActivity(scene: Scene, { body }: ConnectorRequest, conversationId: string): Done {
  const conversation = openConversation(scene, conversationId);
  const sent = readActivity(body, JSON.stringify(body) ?? '');
  const channelId = channelIdOf(conversation);
  const rootId = conversation.kind === 'channel' ? conversation.rootId : undefined;
  if (rootId !== undefined && !scene.posts.find(channelId, rootId) && !scene.posts.isForgotten(channelId, rootId)) {
    throw activityNotFound();
  }
  const id = scene.nextId();
  const done: Done = { status: 201, body: { id }, activityId: id };
  if (sent.type === 'typing') return done;
  const message = messageFrom(scene, sent, channelId, id);
  if (rootId === undefined) {
    const post = scene.posts.add(message);
    scene.publish('post', { channelId, post });
  } else {
    const found = scene.posts.reply(rootId, message);
    if (found) scene.publish('reply', { channelId, post: found.root });
  }
  return done;
}

/**
 * `PUT …/activities/{activityId}`: replaces what the bot posted.
 * @throws {TeamsError}
 */
export function updateActivity(
  scene: Scene,
  { body }: ConnectorRequest,
  conversationId: string,
  activityId: string,
): Done {
  const channelId = channelIdOf(openConversation(scene, conversationId));
  const sent = readActivity(body, JSON.stringify(body) ?? '');
  if (sent.type !== 'message') throw badSyntax('Only an activity of type message can be updated.');
  const found = ownPost(scene, channelId, activityId);
  if (found) {
    replaceContent(found, { editedAt: new Date(scene.now()).toISOString(), ...contentOf(sent) });
    scene.posts.save(found);
    scene.publish('update', { channelId, post: found.root });
  }
  return { status: 200, body: { id: activityId }, activityId };
}

/**
 * `DELETE …/activities/{activityId}`: the post stays as a mark that something was there, its replies stay.
 * @throws {TeamsError}
 */
export function deleteActivity(scene: Scene, conversationId: string, activityId: string): Done {
  const channelId = channelIdOf(openConversation(scene, conversationId));
  const found = ownPost(scene, channelId, activityId);
  if (found) {
    replaceContent(found, { deleted: true, attachments: [] });
    scene.posts.save(found);
    // The event "delete" means the whole post; a reply that went is a change of its thread.
    scene.publish(found.post === found.root ? 'delete' : 'update', { channelId, post: found.root });
  }
  return { status: 200, activityId };
}

/** The bot's own post; undefined when it is too old to be kept, in which case there is nothing to change here. */
function ownPost({ posts }: Scene, channelId: string, activityId: string): Found | undefined {
  const found = posts.find(channelId, activityId);
  if (!found && posts.isForgotten(channelId, activityId)) return undefined;
  if (!found || found.post.deleted) throw activityNotFound();
  if (found.post.from.kind !== 'bot') throw notEnoughPermissions();
  return found;
}

/** The post is shared by the list, the index and its thread, so it is changed where it is. */
function replaceContent({ post }: Found, content: Partial<Message>): void {
  for (const name of ['summary', 'text', 'textFormat', 'attachmentLayout', 'editedAt'] as const) delete post[name];
  Object.assign(post, content);
}
