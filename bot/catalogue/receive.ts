import { cutNotification, MAX_STORED } from '../notification/cut-notification.ts';
import { cutText } from '../notification/cut-text.ts';
import { isObject } from '../notification/json.ts';
import type { Notification } from '../notification/notification.ts';
import { readPayload } from '../notification/read-payload.ts';
import type { Connector } from './connector-files.ts';
import { type EventSettings, prepareEvents, type ReadEvent } from './events/read-event.ts';
import type { Language } from './format/text.ts';

/** What a connector makes of a body. */
export type Received =
  | { outcome: 'accepted'; notifications: Notification[] }
  | { outcome: 'ignored'; reason: string }
  | { outcome: 'refused'; reply: 'summary-or-text-required' | 'bad-payload'; reason: string };

/** What comes with a body. */
export interface ReceiveContext {
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Of the connection, without its secrets. */
  settings: EventSettings;
}

/** Reads the parsed body of a request. Never throws for what a sender sends. */
export type Receive = (body: unknown, context: ReceiveContext) => Received;

/** Told of faults of a connector: its card could not be made, and a plain one was shown in its place. */
export type OnProblem = (fault: { connector: string; problem: string }) => void;

/** The part of a connector that is needed to read bodies. It is data, and may go to a thread. */
export type BodyConnector = Omit<Connector, 'guide' | 'icon' | 'samples'>;

/**
 * How a connector reads bodies, in one language. Its templates are compiled with the first body, since a service uses
 * few connectors of the catalogue; that they can be compiled was checked when the folder was validated.
 */
export function createReceive(connector: BodyConnector, language: Language, onProblem: OnProblem = () => {}): Receive {
  if (connector.body.format !== 'events') return receiveCards;
  let readEvent: ReadEvent | undefined;
  return (body, context) => {
    if (!isObject(body) && !Array.isArray(body))
      return { outcome: 'refused', reply: 'bad-payload', reason: 'The body is neither an object nor a list.' };
    readEvent ??= prepareEvents(connector, connector.events, language);
    const result = readEvent({ body, ...context });
    if (result.outcome === 'accepted' && result.problem)
      onProblem({ connector: connector.id, problem: result.problem });
    return result.outcome === 'ignored'
      ? { outcome: 'ignored', reason: result.reason }
      : { outcome: 'accepted', notifications: [bounded(result.notification)] };
  };
}

function receiveCards(body: unknown): Received {
  const payload = readPayload(body);
  return payload.ok
    ? { outcome: 'accepted', notifications: [bounded(payload.notification)] }
    : { outcome: 'refused', reply: payload.reason, reason: payload.detail };
}

/** In UTF-16 units: a summary is one line of a notice. */
const longestSummary = 1_000;

/** Whatever was read, what is stored and later drawn is of a size at which that is quick. */
function bounded(notification: Notification): Notification {
  const { summary } = notification;
  return {
    ...cutNotification(notification, MAX_STORED),
    summary: summary.length > longestSummary ? cutText(summary, longestSummary) : summary,
  };
}
