import { z } from 'zod';

const header = z.string().regex(/^[A-Za-z0-9-]+$/);
/** The id of the setting of type `secret` that holds the secret. Without a value there, nothing is verified. */
const secret = z.string();

const timestamp = z
  .strictObject({ header: header.optional(), prefix: z.string().optional(), toleranceSeconds: z.int().positive() })
  .refine(({ header, prefix }) => header !== undefined || prefix !== undefined, 'give a header, or a prefix, or both');

const signed = z
  .string()
  .includes('{body}')
  .refine(
    text => (text.match(/\{[^}]*\}/g) ?? []).every(name => ['{body}', '{timestamp}', '{url}'].includes(name)),
    'only {body}, {timestamp} and {url} can stand in braces',
  );

const hmac = z
  .strictObject({
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
    signed: signed.optional(),
    /**
     * Where the time of the signature is: a header of its own, or a part of the same header such as `t=`. Unix seconds,
     * Unix milliseconds and ISO 8601 are understood.
     */
    timestamp: timestamp.optional(),
    /**
     * The sender may have cut each character of the text to eight bits before it signed, as Node's `binary` does.
     * Trello's documentation says that it does so. Either form fits.
     */
    eightBit: z.boolean().optional(),
    /** The id of a setting of type `flag`: where it is off, this does not count, as for algorithms that are no longer safe. */
    onlyWith: z.string().optional(),
  })
  .refine(({ signed, timestamp }) => !timestamp === !signed?.includes('{timestamp}'), {
    message: 'a time counts only if it is signed: give "timestamp" and {timestamp} in "signed" together',
    path: ['timestamp'],
  });

/** How a sender proves who it is. Declared here, done once in `verification/`. */
export const verification = z.discriminatedUnion('kind', [
  hmac,
  /** A header that holds the secret itself, as GitLab's X-Gitlab-Token. */
  z.strictObject({ kind: z.literal('token'), secret, header, prefix: z.string().optional() }),
  /** `username` is the id of the setting that holds the user name; without a value there, any user name will do. */
  z.strictObject({ kind: z.literal('basic'), secret, username: z.string().optional() }),
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
    /** The claim that binds the token to the body: the body's hash, such as Netlify's `sha256`. */
    bodyHash: z
      .strictObject({
        claim: z.string(),
        algorithm: z.enum(['sha256', 'sha512']),
        encoding: z.enum(['hex', 'base64', 'base64url']),
      })
      .optional(),
  }),
]);

export type VerificationFormat = z.infer<typeof verification>;
