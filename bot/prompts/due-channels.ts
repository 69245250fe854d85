import type { Time } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { ChannelPlace } from './prompts-options.ts';

/** All channels in which something is open, or that have a prompt; of all tenants. */
export async function everyChannel(store: Store): Promise<ChannelPlace[]> {
  const prompted = await store
    .selectFrom('prompt')
    .select(['tenant_id', 'channel_id'])
    .where('closed_at', 'is', null)
    .execute();
  const concerned = await concernedChannels(store)
    .where('url_attention.ended_at', 'is', null)
    .where('connection.removed_at', 'is', null)
    .execute();
  return toPlaces([...prompted, ...concerned]);
}

/**
 * The channels in which something is to be looked at now: a reminder is due, what is open has no prompt yet, or it was
 * begun or ended since then, by whatever process.
 */
export async function channelsToLookAt(store: Store, since: Time, now: Time): Promise<ChannelPlace[]> {
  const due = await store
    .selectFrom('prompt')
    .select(['tenant_id', 'channel_id'])
    .where('closed_at', 'is', null)
    .where('next_reminder_at', '<=', now)
    .execute();
  const changed = await concernedChannels(store)
    .where(eb =>
      eb.or([
        eb('url_attention.started_at', '>=', since),
        eb('url_attention.ended_at', '>=', since),
        eb.and([
          eb('url_attention.ended_at', 'is', null),
          eb('connection.removed_at', 'is', null),
          eb.not(
            eb.exists(
              eb
                .selectFrom('prompt')
                .select('prompt.id')
                .whereRef('prompt.tenant_id', '=', 'connection.tenant_id')
                .whereRef('prompt.channel_id', '=', 'connection.channel_id')
                .where('prompt.closed_at', 'is', null),
            ),
          ),
        ]),
      ]),
    )
    .execute();
  return toPlaces([...due, ...changed]);
}

function concernedChannels(store: Store) {
  return store
    .selectFrom('url_attention')
    .innerJoin('connection', 'connection.id', 'url_attention.connection_id')
    .select(['connection.tenant_id', 'connection.channel_id'])
    .distinct();
}

function toPlaces(rows: readonly { tenant_id: string; channel_id: string }[]): ChannelPlace[] {
  return rows.map(row => ({ tenantId: row.tenant_id, channelId: row.channel_id }));
}
