import type { Store } from '../store/store.ts';
import { channelIdOf, type IncomingActivity, tenantOf } from './activity.ts';
import { promptedChannel } from './prompted-channel.ts';

/** The channel that an activity is about, with the names that people know; null where they are not known yet. */
export interface Place {
  tenantId: string;
  channelId: string;
  channelName: string | null;
  teamName: string | null;
}

/**
 * The channel that an activity is about: the one in which it happened, or, in a chat with the bot, the one that the
 * card is about whose button was pressed. Always by what Teams says of the activity, never by what the button carries.
 * Undefined where there is none.
 */
export async function placeOf(activity: IncomingActivity, store: Store): Promise<Place | undefined> {
  const tenantId = tenantOf(activity);
  if (tenantId === undefined) return undefined;
  const channelId = channelIdOf(activity) ?? (await promptedChannel(store, tenantId, activity));
  if (channelId === undefined) return undefined;
  return placeNames(store, { tenantId, channelId });
}

/** A channel with the names that we know. */
export async function placeNames(
  store: Store,
  { tenantId, channelId }: Pick<Place, 'tenantId' | 'channelId'>,
): Promise<Place> {
  const names = await store
    .selectFrom('channel')
    .innerJoin('team', join =>
      join.onRef('team.id', '=', 'channel.team_id').onRef('team.tenant_id', '=', 'channel.tenant_id'),
    )
    .select(['channel.name as channelName', 'team.name as teamName'])
    .where('channel.tenant_id', '=', tenantId)
    .where('channel.id', '=', channelId)
    .executeTakeFirst();
  // A channel whose name Teams has not told yet stands under its id.
  const channelName = names && names.channelName !== channelId ? names.channelName : null;
  return { tenantId, channelId, channelName, teamName: names?.teamName || null };
}
