import { z } from '../zod.ts';

/** What teams-js posts to its host (2.58, `internal/messageObjects.ts`: SerializedMessageRequest). */
const requestSchema = z.object({
  id: z.number(),
  uuidAsString: z.string().optional(),
  func: z.string(),
  args: z.array(z.unknown()).nullish(),
});

export type FrameRequest = { id: number; uuidAsString?: string; func: string; args: readonly unknown[] };
/** An answer to a request, or an event that nobody asked for. */
export type FrameMessage =
  | { id: number; uuidAsString?: string; args: readonly unknown[] }
  | { func: string; args: readonly unknown[] };

/** Undefined: it is no message of teams-js. */
export function readRequest(data: unknown): FrameRequest | undefined {
  const parsed = requestSchema.safeParse(data).data;
  if (!parsed) return undefined;
  const { id, uuidAsString, func, args } = parsed;
  return { id, func, args: args ?? [], ...(uuidAsString === undefined ? {} : { uuidAsString }) };
}

export function answerTo({ id, uuidAsString }: FrameRequest, args: readonly unknown[]): FrameMessage {
  return { id, args, ...(uuidAsString === undefined ? {} : { uuidAsString }) };
}
