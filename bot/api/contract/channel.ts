/** Where the page was opened, who one is there, and what one may do. */
export interface ChannelView {
  channel: { id: string; name: string; membershipType: 'standard' | 'private' | 'shared' };
  team: { id: string; name: string };
  user: { id: string; name: string; role: Role };
  /** Add, change and remove connections. */
  mayChange: boolean;
  /** Why not, for people; undefined where one may. */
  whyNot?: string;
  /** Whether connectors are switched on for the organization and the group. */
  connectorsEnabled: boolean;
  /** Which switch is off, for people. */
  connectorsEnabledReason?: string;
  connections: number;
  /** How many of them have a URL that needs attention or is expired. */
  attentionRequired: number;
}

export type Role = 'owner' | 'member';
