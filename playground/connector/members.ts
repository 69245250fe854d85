import { botIsIn, findUser, rosterOf, type User, type World } from '../world.ts';
import { type ConnectorRequest, type Done, openConversation, type Scene } from './request.ts';
import { badArgument, botNotInRoster, conversationNotFound, memberNotFound } from './teams-error.ts';

const PAGE_SIZE = { least: 50, most: 500, usual: 200 };

/** `GET /v3/conversations/{id}/members` and `…/activities/{activityId}/members`. @throws {TeamsError} */
export function listMembers(scene: Scene, conversationId: string): Done {
  return { status: 200, body: membersOf(scene, conversationId).map(memberOf) };
}

/** `GET /v3/conversations/{id}/pagedmembers`. @throws {TeamsError} */
export function listPagedMembers(scene: Scene, { query }: ConnectorRequest, conversationId: string): Done {
  const asked = Number(query.get('pageSize') ?? PAGE_SIZE.usual);
  const size = Math.min(PAGE_SIZE.most, Math.max(PAGE_SIZE.least, Number.isInteger(asked) ? asked : PAGE_SIZE.usual));
  const token = query.get('continuationToken');
  const start = token ? Number(token) : 0;
  if (!Number.isInteger(start) || start < 0) throw badArgument('Invalid continuationToken.');
  const users = membersOf(scene, conversationId);
  const members = users.slice(start, start + size).map(memberOf);
  const next = start + size;
  return { status: 200, body: next < users.length ? { continuationToken: String(next), members } : { members } };
}

/** `GET /v3/conversations/{id}/members/{memberId}`; also by the Entra object id, as in Teams. @throws {TeamsError} */
export function getMember(scene: Scene, conversationId: string, memberId: string): Done {
  const user = membersOf(scene, conversationId).find(each => each.id === memberId || each.aadObjectId === memberId);
  if (!user) throw memberNotFound();
  return { status: 200, body: memberOf(user) };
}

/** `GET /v3/teams/{teamId}`. @throws {TeamsError} */
export function getTeam({ world }: Scene, teamId: string): Done {
  checkTeam(world, teamId);
  const { id, name, groupId, members } = world.team;
  const channelCount = world.channels.filter(channel => !channel.deleted).length;
  return {
    status: 200,
    body: {
      id,
      name,
      aadGroupId: groupId,
      tenantId: world.tenantId,
      type: 'standard',
      channelCount,
      memberCount: members.length,
    },
  };
}

/** `GET /v3/teams/{teamId}/conversations`: the channels the bot is in; General stands without a name. @throws {TeamsError} */
export function listChannels({ world }: Scene, teamId: string): Done {
  checkTeam(world, teamId);
  const conversations = world.channels
    .filter(channel => !channel.deleted && botIsIn(world, channel))
    .map(({ id, name, membershipType }) =>
      id === world.team.id ? { id, type: membershipType } : { id, name, type: membershipType },
    );
  return { status: 200, body: { conversations } };
}

function checkTeam(world: World, teamId: string): void {
  if (!teamId.startsWith('19:')) throw badArgument('The team id must be its thread id, 19:…@thread.tacv2.');
  if (teamId !== world.team.id) throw conversationNotFound();
  if (!world.bot.installed) throw botNotInRoster();
}

function membersOf(scene: Scene, conversationId: string): User[] {
  const conversation = openConversation(scene, conversationId);
  if (conversation.kind === 'channel') return rosterOf(scene.world, conversation.channel);
  const user = findUser(scene.world, conversation.userId);
  return user ? [user] : [];
}

/** A TeamsChannelAccount. Teams says here who is a guest, but not who is an owner. */
function memberOf(user: User): Record<string, string> {
  return {
    id: user.id,
    name: user.name,
    givenName: user.givenName,
    surname: user.surname,
    objectId: user.aadObjectId,
    aadObjectId: user.aadObjectId,
    email: user.userPrincipalName,
    userPrincipalName: user.userPrincipalName,
    tenantId: user.tenantId,
    userRole: user.role === 'guest' ? 'guest' : 'user',
  };
}
