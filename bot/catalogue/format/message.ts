import { z } from 'zod';
import { condition, template, texts, value } from './text.ts';

/** Left out where its condition does not hold. */
const when = { when: condition.optional() };

/** Made once for each item of a list; in its templates the item is called `as` (else `item`). */
const each = {
  each: value.optional(),
  as: z
    .string()
    .regex(/^[a-z_]+$/)
    .optional(),
  /** At most so many, the rest being counted in a line of the card. 10 if it is not given. */
  limit: z.int().min(1).max(50).optional(),
  ...when,
};

const fact = z.strictObject({ ...each, name: template, value: template });
const image = z.strictObject({ ...each, url: template, alt: template.optional() });
const action = z.strictObject({ ...when, title: template, url: template });
const line = z.strictObject({ ...each, text: template });

const parts = {
  text: template.optional(),
  /** Lines of a bulleted list, under the text. */
  list: z.array(line).optional(),
  facts: z.array(fact).optional(),
  images: z.array(image).optional(),
  actions: z.array(action).optional(),
};

const activity = z.strictObject({
  ...when,
  image: template.optional(),
  title: template.optional(),
  subtitle: template.optional(),
  text: template.optional(),
});

const section = z.strictObject({
  ...each,
  /** What each of them is, such as `alert` and `alerts`: so the card calls those that it leaves out. */
  kind: z.strictObject({ one: texts, other: texts }).optional(),
  title: template.optional(),
  activity: activity.optional(),
  ...parts,
});

/** How a message reads: the fields of the plain form, each a template. A field that turns out empty is left out. */
export const message = z.strictObject({
  title: template,
  /** `good`, `warning`, `attention`, `accent` or `#RRGGBB`; anything else is no tone. */
  tone: template.optional(),
  /** Who did it, with picture. */
  activity: activity.optional(),
  ...parts,
  sections: z.array(section).optional(),
});

export type MessageFormat = z.infer<typeof message>;
export type SectionFormat = z.infer<typeof section>;
export type ActivityFormat = z.infer<typeof activity>;
export type PartsFormat = Pick<SectionFormat, keyof typeof parts>;
export interface EachFormat {
  each?: string | undefined;
  as?: string | undefined;
  limit?: number | undefined;
  when?: string | undefined;
}
