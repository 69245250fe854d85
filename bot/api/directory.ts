import type { Standing } from '../policy/rights.ts';

/** A channel with what the directory needs to know of it. */
export interface ChannelInTeam {
  tenantId: string;
  channelId: string;
  /** The Microsoft 365 group of its team; null until Teams has told it. */
  groupId: string | null;
  membershipType: 'standard' | 'private' | 'shared';
}

/** What the API asks of the directory. Both throw a DirectoryUnavailableError where nothing can be told. */
export interface Directory {
  /** Who somebody is in a channel. @param userId an Entra object id */
  access(channel: ChannelInTeam, userId: string): Promise<Standing>;
  /** Those of these people who are members still, with their names. */
  members(channel: ChannelInTeam, userIds: string[]): Promise<{ id: string; name: string | null }[]>;
}
