import type { Person } from './asked.ts';

/** A channel as the directory knows it. */
export interface ChannelInTeam {
  tenantId: string;
  channelId: string;
  /** The Microsoft 365 group; null where Teams has not told it yet. */
  groupId: string | null;
  membershipType: 'standard' | 'private' | 'shared';
}

/** What prompts ask of the directory. Throws a DirectoryUnavailableError where it cannot say. */
export interface Directory {
  /** Of the team, or of a private or shared channel its own. */
  owners(channel: ChannelInTeam): Promise<Person[]>;
  /** Those of them who are still members. */
  members(channel: ChannelInTeam, userIds: readonly string[]): Promise<Person[]>;
  isArchived(channel: ChannelInTeam): Promise<boolean>;
}
