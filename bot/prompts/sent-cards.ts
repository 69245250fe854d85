import type { DeliveryState } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { outboxChannel, type Place } from './prompt-rows.ts';
import type { ChannelPlace } from './prompts-options.ts';

/** What became of the last card under a key, by the places that have one. */
export async function cardStates(
  store: Store,
  { tenantId, channelId }: ChannelPlace,
  places: readonly Place[],
  postKey: string,
): Promise<Map<Place, DeliveryState>> {
  if (places.length === 0) return new Map();
  const byChannel = new Map(places.map(place => [outboxChannel(place, channelId), place]));
  const rows = await store
    .selectFrom('delivery')
    .select(['channel_id', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('channel_id', 'in', [...byChannel.keys()])
    .where('post_key', '=', postKey)
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ channel_id, state }) => [byChannel.get(channel_id) ?? channel_id, state]));
}

/** Those of the places in which a card stands under the key, or will. */
export async function placesWithCard(
  store: Store,
  place: ChannelPlace,
  places: readonly Place[],
  postKey: string,
): Promise<Place[]> {
  const states = await cardStates(store, place, places, postKey);
  return [...states].filter(([, state]) => state !== 'dead letter' && state !== 'cancelled').map(([found]) => found);
}
