import type { Store } from '../store/store.ts';
import type { StandingPost } from './destination.ts';

/**
 * Where the last one that was posted under a key stands; undefined if there is none, or Teams took it without naming
 * it. Deliveries of the app itself go out in their order, so one that came before has been posted, or never will be.
 */
export async function standingPost(
  store: Store,
  { tenantId, channelId, postKey }: { tenantId: string; channelId: string; postKey: string },
): Promise<StandingPost | undefined> {
  const row = await store
    .selectFrom('delivery')
    .select(['posted_conversation_id', 'posted_activity_id'])
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', channelId)
    .where('post_key', '=', postKey)
    .where('state', '=', 'posted')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row?.posted_conversation_id || !row.posted_activity_id) return undefined;
  return { conversationId: row.posted_conversation_id, activityId: row.posted_activity_id };
}
