import type { Notification } from '../../notification/notification.ts';
import { readPayload } from '../../notification/read-payload.ts';
import type { Connector, Sample } from '../connector-files.ts';
import { compileEvents, type ReadEvent } from '../events/read-event.ts';
import type { Language } from '../format/text.ts';

/** What a sample becomes: a notification, a reason why it is not posted, or what is wrong with it. */
export type SampleResult =
  | { outcome: 'accepted'; notification: Notification }
  | { outcome: 'ignored'; reason: string }
  | { outcome: 'wrong'; problem: string };

/** Reads a connector's samples in one language, as a connection that wants everything. Throws a TemplateError. */
export function createSampleReader(connector: Connector, language: Language): (sample: Sample) => SampleResult {
  if (connector.body.format !== 'events') return readCards;
  const read = compileEvents(connector, connector.events, language);
  return sample => readEventSample(read, sample);
}

function readCards({ body }: Sample): SampleResult {
  const payload = readPayload(JSON.parse(body));
  return payload.ok
    ? { outcome: 'accepted', notification: payload.notification }
    : { outcome: 'wrong', problem: `is refused: ${payload.detail}` };
}

function readEventSample(read: ReadEvent, { body, headers }: Sample): SampleResult {
  const result = read({ body: JSON.parse(body), headers, settings: { everything: true } });
  if (result.outcome === 'ignored') return { outcome: 'ignored', reason: result.reason };
  if (result.kind === 'own') return { outcome: 'accepted', notification: result.notification };
  const why = 'no event of the connector describes it, or a template came to its limits.';
  return { outcome: 'wrong', problem: `would be shown as a plain card: ${why}` };
}
