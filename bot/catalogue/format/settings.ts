import { z } from 'zod';
import { template, texts } from './text.ts';

const about = {
  id: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  label: texts,
  /** What to put there and where to find it. */
  hint: texts.optional(),
  required: z.boolean().default(false),
};

/** What people fill in when they add a connection. The form, its checks and the masking of secrets follow from it. */
export const setting = z.discriminatedUnion('type', [
  z.strictObject({ ...about, type: z.literal('text'), maxLength: z.int().positive().default(200) }),
  /** Shown once, then masked; stored encrypted. */
  z.strictObject({ ...about, type: z.literal('secret') }),
  z.strictObject({ ...about, type: z.literal('url') }),
  z.strictObject({ ...about, type: z.literal('flag'), default: z.boolean().default(false) }),
  z.strictObject({ ...about, type: z.literal('number'), min: z.number(), max: z.number(), default: z.number() }),
  /**
   * A filter: patterns with `*`, one a line. An event for which `on` prints something that none of them matches is
   * ignored; for an event for which it prints nothing the filter does not count.
   */
  z.strictObject({ ...about, type: z.literal('patterns'), on: template }),
  /** A filter: some of a fixed list, all if nothing is chosen. */
  z.strictObject({
    ...about,
    type: z.literal('choices'),
    on: template,
    choices: z.array(z.strictObject({ value: z.string().min(1), label: texts })).min(2),
  }),
]);

export type SettingFormat = z.infer<typeof setting>;
