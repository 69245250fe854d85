import { z } from 'zod';
import { connectorsDialog, updateUrlDialog } from '../dialog.ts';
import { placeOf } from '../place.ts';
import { badRequest } from './invoke-answer.ts';
import type { Invoke } from './invoke-options.ts';

/** What our own buttons carry (`open-button.ts`). */
const request = z.object({
  data: z.object({
    open: z.enum(['connectors', 'update-url']),
    /** The only connection that is meant. */
    connection: z
      .string()
      .regex(/^[0-9a-f]{24}$/)
      .nullish(),
  }),
});

/** `task/fetch`: a button on a card of ours opens a dialog. The answer is a TaskModuleResponse. */
export const taskFetch: Invoke = async (activity, texts, options) => {
  const parsed = request.safeParse(activity.value);
  if (!parsed.success) return badRequest('value.data.open must be "connectors" or "update-url".');
  const { open, connection } = parsed.data.data;
  const place = await placeOf(activity, options.store);
  const task =
    open === 'connectors'
      ? connectorsDialog(place, texts, options)
      : updateUrlDialog(place, connection ?? undefined, texts, options);
  return { status: 200, body: { task } };
};
