import { z } from 'zod';
import type { Role, Standing } from '../policy/rights.ts';
import { directoryProblem, notConfigured } from './directory-problem.ts';
import { createExpiringCache } from './expiring-cache.ts';
import type { Graph } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import type { FindGroupId } from './group-id.ts';
import { isPerson, roleIn, type TeamMember, teamMember } from './team-member.ts';

/**
 * Who is who in a channel, by Microsoft Graph. Each answer is kept for a minute, so whoever leaves a team loses the
 * rights there within it. Every call throws a DirectoryUnavailableError where Graph cannot be asked: then nobody has
 * rights.
 */
export interface Directory {
  /** Who somebody is in a channel, and whether its team lets members change connectors. */
  access(channel: ChannelInTeam, userId: string): Promise<Standing>;
  /** The owners of the team, or of the private or shared channel. */
  owners(channel: ChannelInTeam): Promise<Person[]>;
  /** Those of the given people who are owners or members there. */
  members(channel: ChannelInTeam, userIds: readonly string[]): Promise<Person[]>;
  /** Whether the channel's team is archived: nobody can post there, and nobody reads it. */
  isArchived(channel: ChannelInTeam): Promise<boolean>;
}

export interface ChannelInTeam {
  tenantId: string;
  channelId: string;
  /** The Microsoft 365 group of the team; null where it is not known yet. */
  groupId: string | null;
  membershipType: 'standard' | 'private' | 'shared';
}

export interface Person {
  /** Entra object id, in small letters. */
  id: string;
  name: string | null;
}

export interface DirectoryOptions {
  /** Undefined: there is nothing to ask, and every call fails. */
  graph: Graph | undefined;
  findGroupId: FindGroupId;
  /** Milliseconds since 1970. */
  now: () => number;
}

const lifetime = 60_000;

/** Microsoft Learn, "team resource type" and "teamMemberSettings resource type". */
const teamAnswer = z.object({
  isArchived: z.boolean().nullish(),
  memberSettings: z.object({ allowCreateUpdateRemoveConnectors: z.boolean() }),
});
type Team = z.infer<typeof teamAnswer>;

export function createDirectory({ graph, findGroupId, now }: DirectoryOptions): Directory {
  const teams = createExpiringCache<Team>(lifetime, now);
  const roles = createExpiringCache<Role>(lifetime, now);
  const rosters = createExpiringCache<TeamMember[]>(lifetime, now);

  async function ask<T>(permission: string, question: (graph: Graph) => Promise<T>): Promise<T> {
    if (!graph) throw notConfigured();
    try {
      return await question(graph);
    } catch (error) {
      throw error instanceof GraphError ? directoryProblem(error, permission) : error;
    }
  }

  async function teamOf(channel: ChannelInTeam): Promise<Team> {
    const { tenantId, groupId } = await withGroup(channel);
    const path = `/teams/${encodeURIComponent(groupId)}?$select=id,displayName,isArchived,memberSettings`;
    return teams.get(keyOf(tenantId, path), () =>
      ask('TeamSettings.Read.Group', asked => asked.get(tenantId, path, teamAnswer)),
    );
  }

  async function roleOf(channel: ChannelInTeam, userId: string): Promise<Role> {
    // It goes into a query, so it must be nothing else.
    if (!z.guid().safeParse(userId).success) return 'none';
    const place = placeOf(await withGroup(channel));
    const filter = `(microsoft.graph.aadUserConversationMember/userId eq '${userId.toLowerCase()}')`;
    const path = `${place.path}?$filter=${encodeURIComponent(filter)}`;
    return roles.get(keyOf(channel.tenantId, path), async () => {
      const found = await ask(place.permission, asked => asked.list(channel.tenantId, path, teamMember));
      const own = found.find(each => isPerson(each, userId));
      return own ? roleIn(channel.tenantId, own) : 'none';
    });
  }

  async function rosterOf(channel: ChannelInTeam): Promise<TeamMember[]> {
    const { tenantId } = channel;
    const { path: all, permission, pages } = placeOf(await withGroup(channel));
    const path = all + pages;
    return rosters.get(keyOf(tenantId, path), () => ask(permission, asked => asked.list(tenantId, path, teamMember)));
  }

  async function withGroup(channel: ChannelInTeam): Promise<ChannelInTeam & { groupId: string }> {
    return { ...channel, groupId: channel.groupId ?? (await findGroupId(channel)) };
  }

  return {
    access: async (channel, userId) => {
      const [role, { memberSettings }] = await Promise.all([roleOf(channel, userId), teamOf(channel)]);
      return { role, allowCreateUpdateRemoveConnectors: memberSettings.allowCreateUpdateRemoveConnectors };
    },
    owners: async channel => people(await rosterOf(channel), each => roleIn(channel.tenantId, each) === 'owner'),
    members: async (channel, userIds) => {
      if (userIds.length === 0) return [];
      const mayBe = (each: TeamMember) => ['owner', 'member'].includes(roleIn(channel.tenantId, each));
      return people(await rosterOf(channel), each => mayBe(each) && userIds.some(id => isPerson(each, id)));
    },
    isArchived: async channel => (await teamOf(channel)).isArchived ?? false,
  };
}

const keyOf = (tenantId: string, path: string) => `${tenantId} ${path}`;

/**
 * A standard channel has the team's members, a private or shared one its own. Only the former come in pages of up to 999
 * when asked for (Microsoft Learn, "List members of team").
 */
function placeOf({ groupId, channelId, membershipType }: ChannelInTeam & { groupId: string }) {
  const team = `/teams/${encodeURIComponent(groupId)}`;
  if (membershipType === 'standard')
    return { path: `${team}/members`, permission: 'TeamMember.Read.Group', pages: '?$top=999' };
  const path = `${team}/channels/${encodeURIComponent(channelId)}/allMembers`;
  return { path, permission: 'ChannelMember.Read.Group', pages: '' };
}

function people(roster: TeamMember[], chosen: (each: TeamMember) => boolean): Person[] {
  return roster
    .filter(chosen)
    .flatMap(({ userId, displayName }) => (userId ? [{ id: userId.toLowerCase(), name: displayName ?? null }] : []));
}
