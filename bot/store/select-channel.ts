import type { Store } from './store.ts';

/** A channel with its team, and with what its organization and its group have set, where they have set something. */
export function selectChannel(store: Store, { tenantId, channelId }: { tenantId: string; channelId: string }) {
  return store
    .selectFrom('channel')
    .innerJoin('team', join =>
      join.onRef('team.id', '=', 'channel.team_id').onRef('team.tenant_id', '=', 'channel.tenant_id'),
    )
    .leftJoin('organization_config', 'organization_config.tenant_id', 'channel.tenant_id')
    .leftJoin('group_config', join =>
      join
        .onRef('group_config.tenant_id', '=', 'channel.tenant_id')
        .onRef('group_config.group_id', '=', 'team.group_id'),
    )
    .where('channel.tenant_id', '=', tenantId)
    .where('channel.id', '=', channelId);
}
