import { z } from 'zod';
import { type ConnectorRequest, splitConversationId } from './request.ts';

const createSchema = z.looseObject({
  activity: z.unknown().optional(),
  channelData: z
    .looseObject({ channel: z.looseObject({ id: z.string() }) })
    .optional()
    .catch(undefined),
});

/** Where a request aims, read before anything is checked: for the record, the fault script and the limits. */
export type Target = { channelId: string | null; conversationId: string | null; activity?: unknown };

export function targetOf({ method, segments, body }: ConnectorRequest): Target {
  const [area, conversationId] = segments;
  if (area !== 'conversations') return { channelId: null, conversationId: null };
  if (conversationId !== undefined) {
    const target = { channelId: splitConversationId(conversationId).base, conversationId };
    return method === 'POST' || method === 'PUT' ? { ...target, activity: body } : target;
  }
  const { success, data } = createSchema.safeParse(body);
  if (!success) return { channelId: null, conversationId: null };
  const channelId = data.channelData?.channel.id ?? null;
  return { channelId, conversationId: null, activity: data.activity };
}
