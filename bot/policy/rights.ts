/** Who somebody is in a channel; `none` is nobody there. */
export type Role = 'owner' | 'member' | 'guest' | 'none';

/** What the directory says of somebody in a channel. */
export interface Standing {
  role: Role;
  /** The team's setting "Allow members to create, update, and remove connectors". */
  allowCreateUpdateRemoveConnectors: boolean;
}

/** What somebody may do with the connectors of a channel. */
export interface Rights {
  /** See the channel's connections and their activity. */
  maySee: boolean;
  /** Add, change and remove connections, also those that others made, and see their webhook URLs. */
  mayChange: boolean;
  /** Why something is not allowed; undefined where everything is. */
  because?: 'guest' | 'not-a-member' | 'members-may-not';
}

/** Owners always; members if the team allows it; guests never, since a webhook URL that is seen can be used. */
export function rightsOf({ role, allowCreateUpdateRemoveConnectors }: Standing): Rights {
  switch (role) {
    case 'owner':
      return { maySee: true, mayChange: true };
    case 'member':
      if (allowCreateUpdateRemoveConnectors) return { maySee: true, mayChange: true };
      return { maySee: true, mayChange: false, because: 'members-may-not' };
    case 'guest':
      return { maySee: false, mayChange: false, because: 'guest' };
    case 'none':
      return { maySee: false, mayChange: false, because: 'not-a-member' };
  }
}
