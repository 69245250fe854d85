import { z } from 'zod';

const attachmentSchema = z.object({
  contentType: z.string(),
  content: z.unknown(),
  contentUrl: z.string().optional(),
  name: z.string().optional(),
});

const messageSchema = z.object({
  id: z.string(),
  channelId: z.string(),
  from: z.object({ id: z.string(), name: z.string(), kind: z.enum(['bot', 'user']) }),
  /** ISO 8601, as `editedAt`. */
  at: z.string(),
  editedAt: z.string().optional(),
  deleted: z.boolean().optional(),
  summary: z.string().optional(),
  text: z.string().optional(),
  textFormat: z.string().optional(),
  attachments: z.array(attachmentSchema),
  attachmentLayout: z.string().optional(),
});

/** A post without its replies, as it is stored; read back through this schema. */
export const storedMessageSchema = messageSchema;
export type Message = z.infer<typeof messageSchema>;

/** A post as the page shows it. A reply is a Post too, always without replies of its own. */
export type Post = Message & { replies: Post[] };
