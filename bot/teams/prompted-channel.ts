import { promptIdOf } from '../prompts/prompt-rows.ts';
import type { Store } from '../store/store.ts';
import type { IncomingActivity } from './activity.ts';

/**
 * The channel of a prompt that somebody got in the chat with the bot: found by the card whose button was pressed, which
 * must be one that was sent to this very person.
 */
export async function promptedChannel(
  store: Store,
  tenantId: string,
  { from, replyToId }: IncomingActivity,
): Promise<string | undefined> {
  const userId = from?.aadObjectId;
  if (!userId || !replyToId) return undefined;
  const delivery = await store
    .selectFrom('delivery')
    .select('post_key')
    .where('tenant_id', '=', tenantId)
    .where('channel_id', '=', `user:${userId}`)
    .where('post_key', 'is not', null)
    .where('posted_activity_id', '=', replyToId)
    .executeTakeFirst();
  const promptId = promptIdOf(delivery?.post_key ?? '');
  if (promptId === undefined) return undefined;
  const prompt = await store
    .selectFrom('prompt')
    .select('channel_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', promptId)
    .executeTakeFirst();
  return prompt?.channel_id;
}
