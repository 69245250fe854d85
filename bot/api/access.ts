import { type ConnectionRow, connectionRow } from '../connections/connection-rows.ts';
import type { Cloud } from '../policy/cloud.ts';
import { type Rights, type Role, rightsOf } from '../policy/rights.ts';
import type { Store } from '../store/store.ts';
import { ApiError } from './api-error.ts';
import { type Channel, readChannel } from './channel-row.ts';
import type { Directory } from './directory.ts';
import type { User } from './sign-on.ts';

/** A channel that somebody may see, and what they may do there. */
export interface SeenChannel {
  channel: Channel;
  role: Role;
  rights: Rights;
}

/** A connection that somebody may see. */
export interface SeenConnection extends SeenChannel {
  row: ConnectionRow;
}

export type Access = ReturnType<typeof createAccess>;

/**
 * Who may see and change what. Which channel it is, the store says for a connection, and who somebody is there, the
 * directory; where it cannot be asked, nobody may do anything (a DirectoryUnavailableError).
 */
export function createAccess({ store, cloud, directory }: { store: Store; cloud: Cloud; directory: Directory }) {
  async function see(user: User, channel: Channel): Promise<SeenChannel> {
    const standing = await directory.access(channel, user.id);
    return { channel, role: standing.role, rights: rightsOf(standing) };
  }

  /** Throws an ApiError: `channel-not-found` or `no-access`. */
  async function seeChannel(user: User, channelId: string): Promise<SeenChannel> {
    const channel = await readChannel({ store, cloud }, user.tenantId, channelId);
    if (!channel) throw new ApiError('channel-not-found');
    const seen = await see(user, channel);
    if (!seen.rights.maySee) throw new ApiError('no-access', seen.rights.because === 'guest' ? { text: 'guest' } : {});
    return seen;
  }

  /** One in a channel that one may not see is like one that does not exist: throws `connection-not-found`. */
  async function seeConnection(user: User, id: string): Promise<SeenConnection> {
    const row = await connectionRow(store, user.tenantId, id);
    const channel = await readChannel({ store, cloud }, user.tenantId, row.channel_id);
    const seen = channel && (await see(user, channel));
    if (!seen?.rights.maySee) throw new ApiError('connection-not-found');
    return { ...seen, row };
  }

  /** As `seeChannel`, and throws `may-not-change`. */
  async function changeChannel(user: User, channelId: string): Promise<SeenChannel> {
    return mustChange(await seeChannel(user, channelId));
  }

  /** As `seeConnection`, and throws `may-not-change`. */
  async function changeConnection(user: User, id: string): Promise<SeenConnection> {
    return mustChange(await seeConnection(user, id));
  }

  return { seeChannel, seeConnection, changeChannel, changeConnection };
}

function mustChange<Seen extends SeenChannel>(seen: Seen): Seen {
  const { mayChange, because } = seen.rights;
  if (!mayChange) throw new ApiError('may-not-change', because === 'members-may-not' ? { text: because } : {});
  return seen;
}

/** Throws an ApiError where connectors are switched off: what would be posted then is refused at the webhook URL. */
export function mustBeEnabled({ connectorsEnabled: enabled }: Channel): void {
  if (!enabled.enabled)
    throw new ApiError('connectors-off', { text: enabled.by === 'group' ? 'offForGroup' : 'offForOrganization' });
}
