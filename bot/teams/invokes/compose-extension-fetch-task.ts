import { z } from 'zod';
import { connectorsDialog } from '../dialog.ts';
import { placeOf } from '../place.ts';
import { badRequest } from './invoke-answer.ts';
import type { Invoke } from './invoke-options.ts';

/** The command of the app manifest. */
const request = z.object({ commandId: z.literal('connectors') });

/**
 * `composeExtension/fetchTask`: "Connectors" in the compose box, as a slash command or in the command box. The answer is
 * a MessagingExtensionActionResponse.
 */
export const composeExtensionFetchTask: Invoke = async (activity, texts, options) => {
  if (!request.safeParse(activity.value).success) return badRequest('value.commandId must be "connectors".');
  const place = await placeOf(activity, options.store);
  return { status: 200, body: { task: connectorsDialog(place, texts, options) } };
};
