import { z } from 'zod';
import * as activities from '../bot/activities.ts';
import type { Activity, BotLink } from '../bot/bot-link.ts';
import type { Scene } from '../connector/request.ts';
import { type Channel, findChannel, findUser, newChannel, ownMembers, type World } from '../world.ts';
import { ControlError } from './control-error.ts';

const channelId = z.string().min(1);
const userIds = z.array(z.string().min(1)).min(1);
const name = z.string().min(1);

/** The body of `POST /playground/api/bot-events`. Members may be named by Teams id or Entra object id. */
export const botEventSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('install'), selectedChannelId: channelId.optional() }),
  z.strictObject({ event: z.literal('uninstall') }),
  z.strictObject({
    event: z.literal('channelCreated'),
    name,
    channelId: channelId.optional(),
    membershipType: z.enum(['standard', 'private', 'shared']).optional(),
    /** Who is in a private or shared channel, beside its owners; without both, the team's owners made it. */
    userIds: userIds.optional(),
    ownerIds: userIds.optional(),
  }),
  z.strictObject({ event: z.literal('channelRenamed'), channelId, name }),
  z.strictObject({ event: z.literal('channelDeleted'), channelId }),
  z.strictObject({ event: z.literal('channelRestored'), channelId }),
  z.strictObject({ event: z.literal('teamRenamed'), name }),
  z.strictObject({ event: z.literal('teamArchived') }),
  z.strictObject({ event: z.literal('teamUnarchived') }),
  /** Without `userIds` it is the bot that comes into, or leaves, the private or shared channel. */
  z.strictObject({ event: z.literal('channelMemberAdded'), channelId, userIds: userIds.optional() }),
  z.strictObject({ event: z.literal('channelMemberRemoved'), channelId, userIds: userIds.optional() }),
  z.strictObject({ event: z.literal('membersAdded'), userIds }),
  z.strictObject({ event: z.literal('membersRemoved'), userIds }),
  /** An event of a kind that the bot cannot know. */
  z.strictObject({ event: z.literal('unknown'), eventType: name.optional() }),
]);

export type BotEvent = z.output<typeof botEventSchema>;

/**
 * Changes the world as an event says and sends its activities to the bot, one after the other.
 * @returns the bot's status for each, and the first of them that is no success (else 200)
 * @throws {ControlError} {BotUnreachableError} the world is changed nevertheless
 */
export async function sendBotEvent(
  scene: Scene,
  link: BotLink,
  event: BotEvent,
): Promise<{ status: number; activities: { type: string; status: number }[] }> {
  const made = applyBotEvent(scene, event);
  scene.saveWorld();
  const sent: { type: string; status: number }[] = [];
  for (const activity of made) sent.push({ type: activity.type, status: (await link.send(activity)).status });
  return { status: sent.find(({ status }) => status >= 300)?.status ?? 200, activities: sent };
}

/**
 * Changes the world as an event says and makes the activities that Teams sends for it, in their order.
 * @throws {ControlError} when the event does not fit the world
 */
export function applyBotEvent(setting: activities.Setting, event: BotEvent): Activity[] {
  const { world } = setting;
  switch (event.event) {
    case 'install': {
      const selected = event.selectedChannelId ?? world.team.id;
      channelOf(world, selected);
      world.bot.installed = true;
      return [
        activities.installationUpdate(setting, 'add', selected),
        activities.teamMembersUpdate(setting, 'Added', [world.bot.id]),
      ];
    }
    case 'uninstall':
      world.bot.installed = false;
      for (const channel of world.channels) channel.botAdded = false;
      return [
        activities.teamMembersUpdate(setting, 'Removed', [world.bot.id]),
        activities.installationUpdate(setting, 'remove', world.team.id),
      ];
    case 'channelCreated':
      return [activities.channelUpdate(setting, event.event, createChannel(world, event))];
    case 'channelRenamed': {
      const channel = channelOf(world, event.channelId);
      channel.name = event.name;
      return [activities.channelUpdate(setting, event.event, channel)];
    }
    case 'channelDeleted':
    case 'channelRestored': {
      const channel = channelOf(world, event.channelId);
      if (channel.id === world.team.id)
        throw new ControlError(400, 'The General channel can be neither deleted nor restored.');
      channel.deleted = event.event === 'channelDeleted';
      return [activities.channelUpdate(setting, event.event, channel)];
    }
    case 'teamRenamed':
      world.team.name = event.name;
      return [activities.teamUpdate(setting, event.event)];
    case 'teamArchived':
    case 'teamUnarchived':
      world.team.archived = event.event === 'teamArchived';
      return [activities.teamUpdate(setting, event.event)];
    case 'channelMemberAdded':
      return [changeChannelMembers(setting, 'Added', event.channelId, event.userIds)];
    case 'channelMemberRemoved':
      return [changeChannelMembers(setting, 'Removed', event.channelId, event.userIds)];
    case 'membersAdded': {
      const ids = event.userIds.map(id => userOf(world, id));
      world.team.members = [...new Set([...world.team.members, ...ids])];
      return [activities.teamMembersUpdate(setting, 'Added', ids)];
    }
    case 'membersRemoved': {
      const ids = event.userIds.map(id => userOf(world, id));
      world.team.members = world.team.members.filter(id => !ids.includes(id));
      // Only members of the team can be in its private channels.
      for (const channel of world.channels) if (channel.membershipType === 'private') removePeople(channel, ids);
      return [activities.teamMembersUpdate(setting, 'Removed', ids)];
    }
    case 'unknown':
      return [activities.teamUpdate(setting, event.eventType ?? 'somethingOfTomorrow')];
  }
}

function createChannel(world: World, event: Extract<BotEvent, { event: 'channelCreated' }>): Channel {
  if (event.channelId !== undefined && findChannel(world, event.channelId)) {
    throw new ControlError(409, 'There is a channel with that id already.');
  }
  const channel = newChannel(event.name, event.channelId, event.membershipType);
  channel.members = ownMembers(world, channel);
  if (event.userIds !== undefined || event.ownerIds !== undefined) {
    if (channel.members === null) throw new ControlError(400, 'A standard channel has no members of its own.');
    channel.owners = (event.ownerIds ?? []).map(each => userOf(world, each));
    channel.members = [...new Set([...channel.owners, ...(event.userIds ?? []).map(each => userOf(world, each))])];
  }
  world.channels.push(channel);
  return channel;
}

function removePeople(channel: Channel, ids: string[]): void {
  channel.members = channel.members?.filter(each => !ids.includes(each)) ?? null;
  channel.owners = channel.owners?.filter(each => !ids.includes(each)) ?? null;
}

function changeChannelMembers(
  setting: activities.Setting,
  change: 'Added' | 'Removed',
  id: string,
  people: string[] | undefined,
): Activity {
  const { world } = setting;
  const channel = channelOf(world, id);
  if (channel.members === null) throw new ControlError(400, 'A standard channel has no members of its own.');
  if (people === undefined) {
    channel.botAdded = change === 'Added';
    return activities.channelMembersUpdate(setting, change, channel, [world.bot.id]);
  }
  const ids = people.map(each => userOf(world, each));
  if (change === 'Added') channel.members = [...new Set([...channel.members, ...ids])];
  else removePeople(channel, ids);
  return activities.channelMembersUpdate(setting, change, channel, ids);
}

function channelOf(world: World, id: string): Channel {
  const channel = findChannel(world, id);
  if (!channel) throw new ControlError(404, `There is no channel ${id}.`);
  return channel;
}

function userOf(world: World, id: string): string {
  const user = findUser(world, id);
  if (!user) throw new ControlError(404, `There is no user ${id}.`);
  return user.id;
}
