import { z } from 'zod';
import { placeOf } from '../place.ts';
import type { InvokeAnswer } from './invoke-answer.ts';
import type { Invoke } from './invoke-options.ts';

const request = z.object({ action: z.object({ type: z.literal('Action.Execute'), verb: z.string() }) });

/**
 * `adaptiveCard/action`: a button of a card of ours (Action.Execute). Only the one who pressed sees the answer; the card
 * stays as it is (Microsoft Learn, "Universal Actions for Adaptive Cards", response format).
 */
export const cardAction: Invoke = async (activity, texts, options) => {
  const parsed = request.safeParse(activity.value);
  if (!parsed.success) return refused('BadRequest', 'value.action must be an Action.Execute with a verb.');
  if (parsed.data.action.verb !== 'remind-tomorrow')
    return refused('NotSupported', 'No button of ours has this value.action.verb.');
  const userId = activity.from?.aadObjectId;
  if (!userId) return refused('BadRequest', 'from.aadObjectId is missing.');
  const place = await placeOf(activity, options.store);
  if (!place) return told(texts.reminder.noChannel);
  await options.remindTomorrow({ tenantId: place.tenantId, channelId: place.channelId, userId });
  return told(texts.reminder.set);
};

function told(text: string): InvokeAnswer {
  return answer(200, 'application/vnd.microsoft.activity.message', text);
}

/** The status stands twice, as botbuilder answers it (ActivityHandler.getAdaptiveCardInvokeValue). */
function refused(code: string, message: string): InvokeAnswer {
  return answer(400, 'application/vnd.microsoft.error', { code, message });
}

function answer(statusCode: number, type: string, value: unknown): InvokeAnswer {
  return { status: statusCode, body: { statusCode, type, value } };
}
