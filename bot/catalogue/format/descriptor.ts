import { z } from 'zod';
import { setting } from './settings.ts';
import { identifier, template, texts, value } from './text.ts';
import { verification } from './verification.ts';

export const categories = [
  'general',
  'development',
  'monitoring',
  'project-management',
  'customer-support',
  'news',
  'other',
] as const;

/**
 * What a connector takes: `cards` as Microsoft's Incoming Webhook, `events` of a service in JSON, or a `feed` that is
 * polled and has no webhook URL.
 */
export const bodyFormats = ['cards', 'events', 'feed'] as const;

const largestBody = 25 * 1024 * 1024;

/** `connector.json`. */
export const descriptor = z.strictObject({
  $schema: z.string().optional(),
  /** The folder's name: what a connection keeps of its connector. */
  id: identifier,
  publisher: z.string().trim().min(1),
  version: z
    .string()
    .regex(
      /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/,
      'give three numbers of at most nine digits, such as 1.0.0',
    )
    .default('1.0.0'),
  name: texts,
  shortDescription: texts,
  longDescription: texts,
  categories: z.array(z.enum(categories)).min(1),
  /** Other names under which people look for it. */
  aliases: z.array(z.string().min(1)).default([]),
  body: z.strictObject({
    /** The largest body accepted, in bytes. */
    cap: z.int().positive().max(largestBody),
    format: z.enum(bodyFormats),
  }),
  /** The sample that people see first while they add the connector, a typical one; else it is the first by name. */
  preview: z.string().optional(),
  settings: z.array(setting).default([]),
  /** The first one whose header is there counts. */
  verification: z.array(verification).default([]),
  /** The header in which the service numbers its deliveries: one that comes again within 24 hours is not posted. */
  deliveryId: z.strictObject({ header: z.string() }).optional(),
  /** Template of the event key, such as `{{ headers["x-github-event"] }}`. Trimmed; in lower case. */
  event: template.optional(),
  /** Values that several events use, each under its name: Liquid values with filters, worked out when they are needed. */
  variables: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), value).default({}),
  /** Words of the service that people read, for the filter `word`: `{{ body.action | word }}`. */
  words: z.record(z.string(), texts).default({}),
});

export type Descriptor = z.infer<typeof descriptor>;
