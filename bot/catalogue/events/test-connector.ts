import { type Descriptor, descriptor } from '../format/descriptor.ts';
import { event } from '../format/event.ts';
import type { Language } from '../format/text.ts';
import { compileEvents, type EventResult, type EventSettings, type ReadEvent } from './read-event.ts';

const both = (text: string) => ({ en: text, fr: `${text} (fr)` });

/** A connector of an invented service, whose event key is `body.type`; `given` replaces fields of `connector.json`. */
export function testDescriptor(given: object = {}): Descriptor {
  return descriptor.parse({
    id: 'example',
    publisher: 'Example',
    name: both('Example'),
    shortDescription: both('Builds'),
    longDescription: both('Builds of Example.'),
    categories: ['development'],
    body: { cap: 1_000_000, format: 'events' },
    event: '{{ body.type }}',
    ...given,
  });
}

/** An event as in `events/ID.json`; `given` replaces its fields. */
export const testEvent = (given: object = {}) =>
  event.parse({ name: both('Event'), on: ['built'], default: true, message: { title: '{{ body.title }}' }, ...given });

export function testReadEvent(
  events: Record<string, object>,
  given: object = {},
  language: Language = 'en',
): ReadEvent {
  const formats = Object.entries(events).map(([id, one]) => [id, testEvent(one)] as const);
  return compileEvents(testDescriptor(given), new Map(formats), language);
}

/** What becomes of a body of the event `built`. */
export function testResult(event: object, body: object, settings: EventSettings = {}, given: object = {}): EventResult {
  return testReadEvent({ built: event }, given)({ body: { type: 'built', ...body }, headers: {}, settings });
}
