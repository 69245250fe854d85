import type { IncomingMessage } from 'node:http';
import type { Token } from '../connections/token.ts';
import type { Reply } from './replies.ts';

/** A request to a webhook URL whose token was found to be ours. */
export interface WebhookRequest {
  id: string;
  token: Token;
  address: string;
  message: IncomingMessage;
}

/** What a sender is told, and why if that says more. */
export interface Answer {
  reply: Reply;
  /** For people, in Activity. */
  reason?: string;
}
