import { z } from 'zod';

// What the tab may send, checked at the door. The types are for the tab, the schemas for the service.

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);
const pictureUrl = z.url({ protocol: /^https$/ }).max(2000);
const settings = z.record(z.string().max(100), z.unknown());

export const previewRequest = z.strictObject({
  sample: z.string().max(100),
  /** Empty for the connector's own name. */
  name: z.string().trim().max(100).default(''),
  pictureUrl: pictureUrl.nullable().default(null),
});
export type PreviewRequest = z.input<typeof previewRequest>;

export const newConnectionRequest = z.strictObject({
  connector: z.string().max(100),
  name,
  pictureUrl: pictureUrl.nullable().default(null),
  settings: settings.default({}),
});
export type NewConnectionRequest = z.input<typeof newConnectionRequest>;

/** What is absent stays as it is. A secret that is masked stays as it is. */
export const changeConnectionRequest = z.strictObject({
  name: name.optional(),
  pictureUrl: pictureUrl.nullable().optional(),
  settings: settings.optional(),
  paused: z.boolean().optional(),
});
export type ChangeConnectionRequest = z.input<typeof changeConnectionRequest>;

export const leakReport = z.strictObject({
  /** Where it was seen. */
  detail: z.string().trim().max(500).default(''),
});
export type LeakReport = z.input<typeof leakReport>;

/** `limit` is 50 where it is not given. A cursor is what `next` of the page before said. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const connectionsQuery = pageQuery.extend({ search: z.string().max(100).default('') });
export const activitiesQuery = pageQuery.extend({
  outcome: z.enum(['posted', 'waiting', 'failed', 'ignored', 'refused']).optional(),
});

/** The end of the year 9999: cards and pages write the deadline as a date. */
const latest = 253_402_300_799_999;

export const urlTransitionRequest = z.strictObject({
  deadline: z.number().int().positive().max(latest),
  /** Only URLs of this root key, which is to be retired; absent: all. */
  rootKey: z.number().int().min(0).max(255).optional(),
});
export type UrlTransitionRequest = z.input<typeof urlTransitionRequest>;
