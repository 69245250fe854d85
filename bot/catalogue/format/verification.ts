import { z } from 'zod';

const header = z.string().regex(/^[A-Za-z0-9-]+$/);
/** The id of the setting of type `secret` that holds the secret. Without a value there, nothing is verified. */
const secret = z.string();

const hmac = z.strictObject({
  kind: z.literal('hmac'),
  secret,
  header,
  algorithm: z.enum(['sha1', 'sha256', 'sha512']),
  encoding: z.enum(['hex', 'base64']),
  /** What stands before the signature, such as `sha256=`. */
  prefix: z.string().optional(),
  /** The header holds several parts, such as `v1=…,v1=…` or `t=…,v1=…`: one signature that fits is enough. */
  separator: z.string().length(1).optional(),
  /** What is signed, `{body}` if it is not given; `{timestamp}` and `{url}` (the webhook URL as called) may be in it. */
  signed: z.string().includes('{body}').optional(),
  /** Where the time of the signature is: a header of its own, or a part of the same header such as `t=`. */
  timestamp: z
    .strictObject({ header: header.optional(), prefix: z.string().optional(), toleranceSeconds: z.int().positive() })
    .optional(),
});

/** How a sender proves who it is. Declared here, done once in `verification/`. */
export const verification = z.discriminatedUnion('kind', [
  hmac,
  /** A header that holds the secret itself, as GitLab's X-Gitlab-Token. */
  z.strictObject({ kind: z.literal('token'), secret, header, prefix: z.string().optional() }),
  z.strictObject({ kind: z.literal('basic'), secret, username: z.string() }),
  /** https://www.standardwebhooks.com */
  z.strictObject({ kind: z.literal('standard-webhooks'), secret }),
  z.strictObject({
    kind: z.literal('jwt'),
    secret,
    header,
    prefix: z.string().optional(),
    algorithms: z.array(z.enum(['HS256', 'HS384', 'HS512'])).min(1),
    issuer: z.string().optional(),
    audience: z.string().optional(),
  }),
]);

export type VerificationFormat = z.infer<typeof verification>;
