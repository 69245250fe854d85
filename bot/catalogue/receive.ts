import type { Notification } from '../notification/notification.ts';
import { readPayload } from '../notification/read-payload.ts';

/** What a connector makes of a body. */
export type Received =
  | { outcome: 'accepted'; notifications: Notification[] }
  | { outcome: 'refused'; reply: 'summary-or-text-required' | 'bad-payload'; reason: string };

/** The formats of bodies that a connector can name in its `connector.json`. */
export type BodyFormat = 'cards';

const receivers: Record<BodyFormat, (value: unknown) => Received> = { cards: receiveCards };

/** Reads the parsed body of a request as the connector's format says. Never throws for what a sender sends. */
export function receive(format: BodyFormat, value: unknown): Received {
  return receivers[format](value);
}

function receiveCards(value: unknown): Received {
  const payload = readPayload(value);
  return payload.ok
    ? { outcome: 'accepted', notifications: [payload.notification] }
    : { outcome: 'refused', reply: payload.reason, reason: payload.detail };
}
