import type { Language } from '../locales/language.ts';
import type { Cloud } from '../policy/cloud.ts';
import { type ConnectorsEnabled, connectorsEnabled } from '../policy/connectors-enabled.ts';
import { selectChannel } from '../store/select-channel.ts';
import type { Store } from '../store/store.ts';
import type { ChannelInTeam } from './directory.ts';

/** A channel that is known here, with its team and the switches that hold for it. */
export interface Channel extends ChannelInTeam {
  name: string;
  teamId: string;
  teamName: string;
  /** Of the cards in it; null where neither the team nor the organization has set one. */
  language: Language | null;
  connectorsEnabled: ConnectorsEnabled;
}

/** Undefined for a channel that is not known in this tenant, or was deleted. */
export async function readChannel(
  { store, cloud }: { store: Store; cloud: Cloud },
  tenantId: string,
  channelId: string,
): Promise<Channel | undefined> {
  const row = await selectChannel(store, { tenantId, channelId })
    .select([
      'channel.name',
      'channel.membership_type',
      'team.id as team_id',
      'team.name as team_name',
      'team.group_id',
      'group_config.language as group_language',
      'organization_config.language as organization_language',
      'organization_config.connectors_enabled as organization_enabled',
      'organization_config.connectors_enabled_for_teams as organization_enabled_for_teams',
      'group_config.connectors_enabled as group_enabled',
    ])
    .where('channel.deleted_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const organization = {
    ConnectorsEnabled: flag(row.organization_enabled),
    ConnectorsEnabledForTeams: flag(row.organization_enabled_for_teams),
    ConnectorsActionableMessagesEnabled: null,
  };
  return {
    tenantId,
    channelId,
    groupId: row.group_id,
    membershipType: row.membership_type,
    name: row.name,
    teamId: row.team_id,
    teamName: row.team_name,
    language: row.group_language ?? row.organization_language,
    connectorsEnabled: connectorsEnabled(cloud, organization, { ConnectorsEnabled: flag(row.group_enabled) }),
  };
}

const flag = (value: 0 | 1 | null) => (value === null ? null : value === 1);
