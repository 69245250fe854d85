import { z } from 'zod';
import type { Role, Standing } from '../policy/rights.ts';
import { directoryProblem, notConfigured, tooSlow } from './directory-problem.ts';
import { createExpiringCache } from './expiring-cache.ts';
import type { Graph } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import type { FindGroupId } from './group-id.ts';
import { type ChannelOfGroup, createMemberLists } from './member-lists.ts';
import { roleIn, type TeamMember } from './team-member.ts';
import { withTimeout } from './with-timeout.ts';

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
  /** Owners, members and guests there by their mail address, in small letters; of the given addresses only. */
  addressed(channel: ChannelInTeam, addresses: readonly string[]): Promise<Map<string, Person>>;
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
  /** How long a question may take in all, in milliseconds; that for the owners six times as long. */
  timeout?: number;
}

const lifetime = 60_000;
/** Somebody is waiting for the answer, who must hear of it before the browser gives up. */
const usualTimeout = 10_000;

/** Microsoft Learn, "team resource type" and "teamMemberSettings resource type". */
const teamAnswer = z.object({
  isArchived: z.boolean().nullish(),
  memberSettings: z.object({ allowCreateUpdateRemoveConnectors: z.boolean() }),
});
type Team = z.infer<typeof teamAnswer>;

export function createDirectory({ graph, findGroupId, now, timeout = usualTimeout }: DirectoryOptions): Directory {
  const teams = createExpiringCache<Team>(lifetime, now);
  const lists = createMemberLists({ ask, lifetime, now });

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
    return teams.get(`${tenantId} ${path}`, () =>
      ask('TeamSettings.Read.Group', asked => asked.get(tenantId, path, teamAnswer)),
    );
  }

  async function roleOf(channel: ChannelInTeam, userId: string): Promise<Role> {
    const [found] = await lists.some(await withGroup(channel), [userId]);
    return found ? roleIn(channel.tenantId, found) : 'none';
  }

  async function withGroup(channel: ChannelInTeam): Promise<ChannelOfGroup> {
    return { ...channel, groupId: channel.groupId ?? (await findGroupId(channel)) };
  }

  const within = <T>(time: number, answer: Promise<T>): Promise<T> => withTimeout(answer, time, () => tooSlow(time));

  return {
    access: (channel, userId) =>
      within(
        timeout,
        Promise.all([roleOf(channel, userId), teamOf(channel)]).then(([role, { memberSettings }]) => ({
          role,
          allowCreateUpdateRemoveConnectors: memberSettings.allowCreateUpdateRemoveConnectors,
        })),
      ),
    // Read from the whole roster, in the background: nobody is waiting for it.
    owners: async channel => {
      const roster = await within(6 * timeout, withGroup(channel).then(lists.all));
      return people(roster, each => roleIn(channel.tenantId, each) === 'owner');
    },
    members: async (channel, userIds) => {
      if (userIds.length === 0) return [];
      const found = await within(
        timeout,
        withGroup(channel).then(place => lists.some(place, userIds)),
      );
      return people(found, each => ['owner', 'member'].includes(roleIn(channel.tenantId, each)));
    },
    addressed: async (channel, addresses) => {
      if (addresses.length === 0) return new Map();
      const found = await within(
        timeout,
        withGroup(channel).then(place => lists.addressed(place, addresses)),
      );
      return new Map(
        found
          .filter(each => roleIn(channel.tenantId, each) !== 'none')
          .flatMap(each =>
            people([each], () => true).map(person => [each.email?.toLowerCase() ?? '', person] as const),
          ),
      );
    },
    isArchived: async channel => (await within(timeout, teamOf(channel))).isArchived ?? false,
  };
}

function people(roster: TeamMember[], chosen: (each: TeamMember) => boolean): Person[] {
  return roster
    .filter(chosen)
    .flatMap(({ userId, displayName }) => (userId ? [{ id: userId.toLowerCase(), name: displayName ?? null }] : []));
}
