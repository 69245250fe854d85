import { DirectoryUnavailableError } from '../policy/directory-unavailable-error.ts';
import type { Store } from '../store/store.ts';
import type { BotConnector } from './connector-client.ts';
import { ConnectorError } from './connector-error.ts';
import { teamSeen } from './team-store.ts';

export interface GroupIdOptions {
  store: Store;
  botConnector: Pick<BotConnector, 'team'>;
  now: () => number;
}

/** Finds the Microsoft 365 group of a channel's team. Throws a DirectoryUnavailableError where it cannot be known. */
export type FindGroupId = (channel: { tenantId: string; channelId: string }) => Promise<string>;

/** In the store, or, where no event has told it yet, by asking the Bot Connector, and then it is kept. */
export function createGroupIdFinder({ store, botConnector, now }: GroupIdOptions): FindGroupId {
  return async ({ tenantId, channelId }) => {
    const team = await store
      .selectFrom('team')
      .innerJoin('channel', 'channel.team_id', 'team.id')
      .select(['team.id', 'team.group_id', 'team.name', 'team.service_url'])
      .where('channel.id', '=', channelId)
      .where('channel.tenant_id', '=', tenantId)
      .where('team.tenant_id', '=', tenantId)
      .executeTakeFirst();
    if (!team) throw unknownTeam();
    if (team.group_id !== null) return team.group_id;

    const { id: teamId, service_url: serviceUrl } = team;
    const details = await botConnector.team({ serviceUrl, teamId }).catch((error: unknown) => {
      throw error instanceof ConnectorError ? unknownTeam(error) : error;
    });
    const groupId = details.aadGroupId;
    if (!groupId) throw unknownTeam();
    await teamSeen(store, { id: teamId, tenantId, serviceUrl, groupId, name: details.name ?? team.name }, now());
    return groupId;
  };
}

function unknownTeam(cause?: ConnectorError): DirectoryUnavailableError {
  const reason = cause === undefined ? '' : ` (${cause.message})`;
  return new DirectoryUnavailableError(
    'team-unknown',
    `The Microsoft 365 group of this team is not known yet${reason}. Try again; if it stays so, remove the app from the team and add it again.`,
    { cause },
  );
}
