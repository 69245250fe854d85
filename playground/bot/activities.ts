import { randomUUID } from 'node:crypto';
import type { Channel, User, World } from '../world.ts';
import type { Activity } from './bot-link.ts';

// Shapes: Microsoft Learn, "Conversation events in your Teams bot", "Channel and group chat conversations with a bot"
// and "Universal Actions for Adaptive Cards".

/** What every activity needs to know. */
export type Setting = { world: World; serviceUrl: string; now: () => number };

const LOCALE = 'en-US';

/** `installationUpdate`: the app was added to the team, or removed from it. */
export function installationUpdate(setting: Setting, action: 'add' | 'remove', selectedChannelId: string): Activity {
  const { world } = setting;
  return {
    ...teamActivity(setting, 'installationUpdate', world.team.id),
    action,
    channelData: {
      settings: { selectedChannel: { id: selectedChannelId } },
      channel: { id: selectedChannelId },
      ...teamData(world),
      source: { name: 'message' },
    },
  };
}

/** `conversationUpdate` for people, or the bot itself, who came into the team or left it. */
export function teamMembersUpdate(setting: Setting, change: 'Added' | 'Removed', memberIds: string[]): Activity {
  const { world } = setting;
  return {
    ...teamActivity(setting, 'conversationUpdate', world.team.id),
    [`members${change}`]: memberIds.map(id => accountOf(world, id)),
    channelData: { ...teamData(world), eventType: `teamMember${change}` },
  };
}

/** `conversationUpdate` for people, or the bot itself, in one private or shared channel. */
export function channelMembersUpdate(
  setting: Setting,
  change: 'Added' | 'Removed',
  channel: Channel,
  memberIds: string[],
): Activity {
  const { world } = setting;
  return {
    ...teamActivity(setting, 'conversationUpdate', channel.id),
    [`members${change}`]: memberIds.map(id => accountOf(world, id)),
    channelData: { channel: channelData(channel), ...teamData(world), eventType: `channelMember${change}` },
  };
}

/** `conversationUpdate` for a channel; it comes in the General channel's conversation, as in Teams. */
export function channelUpdate(setting: Setting, eventType: string, channel: Channel): Activity {
  const { world } = setting;
  return {
    ...teamActivity(setting, 'conversationUpdate', world.team.id),
    channelData: { channel: channelData(channel), ...teamData(world), eventType },
  };
}

/** `conversationUpdate` for the team as a whole, or of a kind that no bot knows. */
export function teamUpdate(setting: Setting, eventType: string): Activity {
  const { world } = setting;
  return {
    ...teamActivity(setting, 'conversationUpdate', world.team.id),
    channelData: { ...teamData(world), eventType },
  };
}

/** Where a person writes or clicks: a channel (in the thread of that post, if any) or the chat with the bot. */
export type Place = { channel: Channel; rootId?: string } | { chatId: string };

/** `message`: what a person writes to the bot. A mention stands as `<at>Name</at>` in the text. */
export function message(
  setting: Setting,
  user: User,
  place: Place,
  content: { id: string; text?: string; value?: unknown; replyToId?: string; locale?: string },
): Activity {
  const { world } = setting;
  const mention = `<at>${world.bot.name}</at>`;
  const entities: object[] = [clientInfo(content.locale)];
  if (content.text?.includes(mention)) {
    entities.push({ type: 'mention', text: mention, mentioned: { id: world.bot.id, name: world.bot.name } });
  }
  return {
    ...userActivity(setting, 'message', user, place),
    ...content,
    ...(content.text === undefined ? {} : { textFormat: 'plain' }),
    entities,
  };
}

/** `invoke`: a click that waits for an answer; the shapes of its value are made in invokes.ts. */
export function invoke(
  setting: Setting,
  user: User,
  place: Place,
  content: { name: string; value: unknown; replyToId?: string; locale?: string; source?: 'compose' },
): Activity {
  const { source, ...rest } = content;
  const { channelData, ...activity } = userActivity(setting, 'invoke', user, place);
  return {
    ...activity,
    ...rest,
    entities: [clientInfo(content.locale)],
    channelData: { ...channelData, ...(source === undefined ? {} : { source: { name: source } }) },
  };
}

function clientInfo(locale = LOCALE): object {
  return { locale, country: locale.split('-').at(-1), platform: 'Web', type: 'clientInfo' };
}

function userActivity(setting: Setting, type: string, user: User, place: Place): Activity & { channelData: object } {
  const { world } = setting;
  const from = { id: user.id, name: user.name, aadObjectId: user.aadObjectId };
  const tenant = { id: user.tenantId };
  if ('chatId' in place) {
    const conversation = { conversationType: 'personal', tenantId: world.tenantId, id: place.chatId };
    return { ...envelope(setting, type), from, conversation, channelData: { tenant } };
  }
  const { channel, rootId } = place;
  return {
    ...envelope(setting, type),
    from,
    conversation: conversationOf(world, rootId === undefined ? channel.id : `${channel.id};messageid=${rootId}`),
    channelData: {
      teamsChannelId: channel.id,
      teamsTeamId: world.team.id,
      channel: { id: channel.id },
      team: { id: world.team.id, aadGroupId: world.team.groupId },
      tenant,
    },
  };
}

function teamActivity(setting: Setting, type: string, conversationId: string): Activity {
  const { world } = setting;
  const owner = world.users.find(user => user.role === 'owner');
  return {
    ...envelope(setting, type),
    from: owner ? { id: owner.id, aadObjectId: owner.aadObjectId } : { id: world.bot.id },
    conversation: conversationOf(world, conversationId),
  };
}

function envelope({ world, serviceUrl, now }: Setting, type: string): Activity {
  return {
    type,
    id: `f:${randomUUID()}`,
    timestamp: new Date(now()).toISOString(),
    serviceUrl,
    channelId: 'msteams',
    recipient: { id: world.bot.id, name: world.bot.name },
    locale: LOCALE,
  };
}

function conversationOf(world: World, id: string): object {
  return { isGroup: true, conversationType: 'channel', tenantId: world.tenantId, id };
}

function teamData({ team, tenantId }: World): object {
  return { team: { id: team.id, aadGroupId: team.groupId, name: team.name }, tenant: { id: tenantId } };
}

function channelData({ id, name, membershipType }: Channel): object {
  return { id, name, type: membershipType };
}

function accountOf(world: World, id: string): object {
  const user = world.users.find(each => each.id === id);
  return user ? { id, aadObjectId: user.aadObjectId } : { id };
}
