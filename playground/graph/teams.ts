import { type Channel, findChannel, roleIn, rosterOf, type User, type World } from '../world.ts';
import { badRequest, missingPermission, notFound } from './graph-error.ts';
import { memberFilter } from './member-filter.ts';

/** A request to Graph, its path taken apart. */
export type GraphRequest = {
  method: string;
  /** The decoded path after `/graph/`. */
  segments: string[];
  query: URLSearchParams;
  /** The playground's own address. */
  url: string;
};

/** Graph gives up to 999 at a time; so few make callers turn pages. */
const PAGE_SIZE = 2;
const skipToken = (start: number): string => Buffer.from(String(start)).toString('base64url');

/** `GET /teams/{id}`, with `$select`. @throws {GraphError} */
export function getTeam(world: World, { query }: GraphRequest, groupId: string): unknown {
  checkQuery(query, ['$select']);
  checkTeam(world, groupId, 'TeamSettings.Read.Group');
  const { name, archived, allowCreateUpdateRemoveConnectors } = world.team;
  const team: Record<string, unknown> = {
    id: groupId,
    displayName: name,
    isArchived: archived,
    memberSettings: { allowCreateUpdateChannels: true, allowAddRemoveApps: true, allowCreateUpdateRemoveConnectors },
  };
  const select = query.get('$select');
  if (select === null) return team;
  return Object.fromEntries(
    select.split(',').map(name => {
      if (!Object.hasOwn(team, name))
        throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.team'.`);
      return [name, team[name]];
    }),
  );
}

/** `GET /teams/{id}/members`, with `$filter` and `$top`. @throws {GraphError} */
export function listTeamMembers(world: World, asked: GraphRequest, groupId: string): unknown {
  checkTeam(world, groupId, 'TeamMember.Read.Group');
  const general = findChannel(world, world.team.id);
  if (!general) throw notFound(`No team found with Group Id ${groupId}`);
  checkQuery(asked.query, ['$filter', '$top', '$skiptoken']);
  const top = asked.query.get('$top');
  if (top !== null && !/^[1-9]\d{0,2}$/.test(top)) throw badRequest('The limit for Top query is 999.');
  return pageOf(asked, rosterOf(world, general), user => {
    const role = roleIn(general, user);
    return memberOf(groupId, user, role === 'member' ? [] : [role]);
  });
}

/** `GET /teams/{id}/channels/{id}/allMembers`, with `$filter`. @throws {GraphError} */
export function listChannelMembers(world: World, asked: GraphRequest, groupId: string, channelId: string): unknown {
  checkTeam(world, groupId, 'ChannelMember.Read.Group');
  const channel = findChannel(world, channelId);
  if (!channel || channel.deleted) throw notFound('NotFound: the channel was not found.');
  checkQuery(asked.query, ['$filter', '$skiptoken']);
  // Here the roles begin with a capital letter (Microsoft Learn, "List allMembers").
  return pageOf(asked, rosterOf(world, channel), user => memberOf(channelId, user, [capitalRole(channel, user)]));
}

const capitalRole = (channel: Channel, user: User): string =>
  ({ owner: 'Owner', member: 'Member', guest: 'Guest' })[roleIn(channel, user)];

function checkTeam({ team, bot }: World, groupId: string, permission: string): void {
  if (groupId.toLowerCase() !== team.groupId) throw notFound(`No team found with Group Id ${groupId}`);
  // The team's consent goes with the app.
  if (!bot.installed) throw missingPermission(permission);
}

function checkQuery(query: URLSearchParams, known: string[]): void {
  const other = [...query.keys()].find(name => !known.includes(name));
  if (other !== undefined) throw badRequest(`Query option '${other}' is not allowed here.`);
}

function pageOf({ segments, query, url }: GraphRequest, users: User[], view: (user: User) => unknown): unknown {
  const filter = query.get('$filter');
  const chosen = users.filter(memberFilter(filter));
  const token = Buffer.from(query.get('$skiptoken') ?? skipToken(0), 'base64url').toString();
  if (!/^\d+$/.test(token)) throw badRequest('The skip token is not valid.');
  const start = Number(token);
  const value = chosen.slice(start, start + PAGE_SIZE).map(view);
  const next = start + PAGE_SIZE;
  const path = segments.map(encodeURIComponent).join('/');
  const rest = new URLSearchParams({
    ...(filter === null ? {} : { $filter: filter }),
    $skiptoken: skipToken(next),
  });
  return {
    '@odata.count': value.length,
    ...(next < chosen.length ? { '@odata.nextLink': `${url}/graph/${path}?${rest}` } : {}),
    value,
  };
}

/** An aadUserConversationMember. */
function memberOf(place: string, user: User, roles: string[]): unknown {
  const { aadObjectId: userId, name: displayName, userPrincipalName: email, tenantId } = user;
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    id: Buffer.from(`${place}##${userId}`).toString('base64'),
    roles,
    displayName,
    visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
    userId,
    email,
    tenantId,
  };
}
