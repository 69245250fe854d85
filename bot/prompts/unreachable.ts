import type { Store } from '../store/store.ts';

/** A connection whose URL must be regenerated, and for which nobody could be asked in person. */
export interface Unreachable {
  connectionId: string;
  name: string;
  team: string;
  channel: string;
}

/** As many are listed: an administrator begins with some. */
const mostListed = 1_000;

/** The administrator's own list, by teams and channels. */
export function unreachableConnections(store: Store, tenantId: string): Promise<Unreachable[]> {
  return store
    .selectFrom('prompt')
    .innerJoin('connection', join =>
      join
        .onRef('connection.tenant_id', '=', 'prompt.tenant_id')
        .onRef('connection.channel_id', '=', 'prompt.channel_id'),
    )
    .innerJoin('url_attention', 'url_attention.connection_id', 'connection.id')
    .innerJoin('channel', 'channel.id', 'connection.channel_id')
    .innerJoin('team', 'team.id', 'connection.team_id')
    .select(['connection.id as connectionId', 'connection.name', 'team.name as team', 'channel.name as channel'])
    .distinct()
    .where('prompt.tenant_id', '=', tenantId)
    .where('prompt.closed_at', 'is', null)
    .where('prompt.unreachable_at', 'is not', null)
    .where('url_attention.ended_at', 'is', null)
    .where('connection.removed_at', 'is', null)
    .orderBy('team.name')
    .orderBy('channel.name')
    .orderBy('connection.name')
    .limit(mostListed)
    .execute();
}
