import type { Receive, ReceiveContext, Received } from '../catalogue/receive.ts';
import { parseBody } from './parse-body.ts';

/** What became of the bytes of a body. */
export type ReadMessage = Received | { outcome: 'empty' } | { outcome: 'not JSON' };

/** What comes with the bytes. */
export interface MessageContext extends ReceiveContext {
  contentType: string | undefined;
}

/** Bytes → notifications, by what the connector makes of them. Never throws for what a sender sends. */
export function readMessage(receive: Receive, bytes: Buffer, { contentType, ...context }: MessageContext): ReadMessage {
  const parsed = parseBody(bytes, contentType);
  if ('refused' in parsed) return { outcome: parsed.refused };
  return receive(parsed.value, context);
}
