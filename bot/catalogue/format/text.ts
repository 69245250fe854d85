import { z } from 'zod';

/** The languages in which a connector is described and its cards are written. */
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

const text = z.string().trim().min(1).max(4000);

/** A text that people read: always in both languages. */
export const texts = z
  .strictObject({ en: text, fr: text })
  .meta({ id: 'texts', description: 'A text that people read, in both languages.' });
export type Texts = z.infer<typeof texts>;

/**
 * A Liquid template, or one for each language where it holds words. What it prints is escaped; see
 * `docs/writing-a-connector.md` for the filters that print Markdown.
 */
export const template = z
  .union([z.string().min(1).max(8000), texts])
  .meta({ id: 'template', description: 'A Liquid template, or one for each language where it holds words.' });
export type TemplateText = z.infer<typeof template>;

/** A Liquid condition, such as `body.action == "opened" and body.issue`. */
export const condition = z
  .string()
  .min(1)
  .max(1000)
  .meta({ id: 'condition', description: 'A Liquid condition, such as: body.action == "opened" and body.issue' });

/** A Liquid value with filters, such as `body.commits` or `body.alerts | where: "status", "firing"`. */
export const value = z
  .string()
  .min(1)
  .max(1000)
  .meta({ id: 'value', description: 'A Liquid value with filters, such as: body.alerts | where: "status", "firing"' });

export const identifier = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'give lower-case letters, digits and single hyphens')
  .max(64);
