import { z } from 'zod';
import { createExpiringCache } from './expiring-cache.ts';
import type { Graph } from './graph-client.ts';
import { type TeamMember, teamMember } from './team-member.ts';

/** A channel whose Microsoft 365 group is known. */
export interface ChannelOfGroup {
  tenantId: string;
  channelId: string;
  groupId: string;
  membershipType: 'standard' | 'private' | 'shared';
}

/** Who is in a channel, in whatever role. */
export interface MemberLists {
  all(channel: ChannelOfGroup): Promise<TeamMember[]>;
  /** Those of these people who are there, without reading the whole list. What is no Entra object id, is nobody. */
  some(channel: ChannelOfGroup, userIds: readonly string[]): Promise<TeamMember[]>;
  /** Those with one of these mail addresses, without reading the whole list. */
  addressed(channel: ChannelOfGroup, addresses: readonly string[]): Promise<TeamMember[]>;
}

export interface MemberListsOptions {
  /** @param permission of the app in the team, which the question needs */
  ask: <T>(permission: string, question: (graph: Graph) => Promise<T>) => Promise<T>;
  /** How long an answer is kept, in milliseconds. */
  lifetime: number;
  now: () => number;
}

/** So many people are asked for at once: what a request's address has room for. */
const mostNamed = 15;

export function createMemberLists({ ask, lifetime, now }: MemberListsOptions): MemberLists {
  const lists = createExpiringCache<TeamMember[]>(lifetime, now);

  function read(channel: ChannelOfGroup, query: string): Promise<TeamMember[]> {
    const { path, permission } = placeOf(channel);
    return lists.get(keyOf(channel, query), () =>
      ask(permission, graph => graph.list(channel.tenantId, path + query, teamMember)),
    );
  }

  const keptOf = (channel: ChannelOfGroup) => lists.kept(keyOf(channel, placeOf(channel).pages));

  async function readNamed(channel: ChannelOfGroup, property: string, values: string[]): Promise<TeamMember[]> {
    const parts = Array.from({ length: Math.ceil(values.length / mostNamed) }, (_, part) =>
      values.slice(part * mostNamed, (part + 1) * mostNamed),
    );
    return (await Promise.all(parts.map(part => read(channel, namedOnly(property, part))))).flat();
  }

  return {
    all: channel => read(channel, placeOf(channel).pages),
    some: async (channel, userIds) => {
      const wanted = new Set(userIds.filter(isObjectId).map(id => id.toLowerCase()));
      const found = keptOf(channel) ?? (await readNamed(channel, 'userId', [...wanted].sort()));
      return found.filter(({ userId }) => userId && wanted.has(userId.toLowerCase()));
    },
    addressed: async (channel, addresses) => {
      const wanted = new Set(addresses.map(address => address.toLowerCase()));
      const found = keptOf(channel) ?? (await readNamed(channel, 'email', [...wanted].sort()));
      return found.filter(({ email }) => email && wanted.has(email.toLowerCase()));
    },
  };
}

/** It goes into a query, so it must be nothing else. */
const isObjectId = (userId: string) => z.guid().safeParse(userId).success;

/** Microsoft Learn, "List members of team": conditions on one property, joined by `or`. OData doubles an apostrophe. */
function namedOnly(property: string, values: readonly string[]): string {
  const conditions = values.map(
    value => `microsoft.graph.aadUserConversationMember/${property} eq '${value.replaceAll("'", "''")}'`,
  );
  return `?$filter=${encodeURIComponent(`(${conditions.join(' or ')})`)}`;
}

const keyOf = (channel: ChannelOfGroup, query: string) => `${channel.tenantId} ${placeOf(channel).path}${query}`;

/**
 * A standard channel has the team's members, a private or shared one its own. Only the former come in pages of up to 999
 * when asked for (Microsoft Learn, "List members of team").
 */
function placeOf({ groupId, channelId, membershipType }: ChannelOfGroup) {
  const team = `/teams/${encodeURIComponent(groupId)}`;
  if (membershipType === 'standard')
    return { path: `${team}/members`, permission: 'TeamMember.Read.Group', pages: '?$top=999' };
  const path = `${team}/channels/${encodeURIComponent(channelId)}/allMembers`;
  return { path, permission: 'ChannelMember.Read.Group', pages: '' };
}
