import { chatIdOf } from '../connector/conversations.ts';
import type { Tabs } from '../store/tabs.ts';
import type { World } from '../world.ts';

/** The team with its channels and their tabs, its people with their chats with the bot, and the bot, for the page. */
export function describeWorld({ tenantId, team, channels, users, bot }: World, tabs: Tabs): object {
  return {
    tenantId,
    team: {
      id: team.id,
      groupId: team.groupId,
      name: team.name,
      members: team.members,
      archived: team.archived,
      allowCreateUpdateRemoveConnectors: team.allowCreateUpdateRemoveConnectors,
    },
    channels: channels.map(({ id, name, membershipType, deleted, members, owners }) => ({
      id,
      name,
      membershipType,
      deleted,
      members,
      owners,
      tabs: tabs.of(id).map(({ channelId: _channelId, ...tab }) => tab),
    })),
    users: users.map(({ id, aadObjectId, name, userPrincipalName, tenantId: home, role }) => ({
      id,
      aadObjectId,
      name,
      userPrincipalName,
      tenantId: home,
      role,
      chatId: chatIdOf(tenantId, id),
    })),
    bot,
  };
}
