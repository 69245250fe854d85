import type { ChannelTable } from '../store/schema.ts';

export type MembershipType = ChannelTable['membership_type'];

/**
 * The kind of a channel as Teams names it; undefined where it names none, or one that is not known here. Neither all
 * events nor, by the examples of Microsoft Learn, the team's list of channels name it.
 */
export function membershipTypeOf(type: string | null | undefined): MembershipType | undefined {
  return type === 'standard' || type === 'private' || type === 'shared' ? type : undefined;
}
