import { setImmediate } from 'node:timers/promises';
import type { Connector, Sample } from '../catalogue/connector-files.ts';
import { prepareEvents } from '../catalogue/events/read-event.ts';
import type { Language } from '../catalogue/format/text.ts';
import type { ConnectorDetail } from './contract.ts';

export type ListSamples = (connector: Connector, language: Language) => Promise<ConnectorDetail['samples']>;

/**
 * Lists the samples of connectors, the typical one first, each under the name of the event that describes it. Finding
 * the events takes a tenth of a second for a large connector: it is done once, and others get their turn meanwhile.
 */
export function createSampleLister(): ListSamples {
  const kept = new WeakMap<Connector, Map<Language, ReturnType<ListSamples>>>();
  return (connector, language) => {
    const ofConnector = kept.get(connector) ?? new Map<Language, ReturnType<ListSamples>>();
    kept.set(connector, ofConnector);
    const listed = ofConnector.get(language) ?? listSamples(connector, language);
    ofConnector.set(language, listed);
    return listed;
  };
}

async function listSamples(connector: Connector, language: Language): ReturnType<ListSamples> {
  const { body, preview, samples } = connector;
  if (body.format === 'feed') return [];
  const eventName = body.format === 'events' ? eventNames(connector, language) : () => undefined;
  const named: { name: string; event: string | undefined }[] = [];
  for (const sample of samples) {
    named.push({ name: sample.name, event: eventName(sample) });
    await setImmediate();
  }
  const ofEvent = Map.groupBy(named, ({ event }) => event);
  const titled = named.map(({ name, event }) => ({ name, title: titleOf(name, event, ofEvent.get(event)?.length) }));
  return [...titled.filter(({ name }) => name === preview), ...titled.filter(({ name }) => name !== preview)];
}

function eventNames(connector: Connector, language: Language): (sample: Sample) => string | undefined {
  const read = prepareEvents(connector, connector.events, language);
  return ({ body, headers }) => {
    const { event } = read({ body: JSON.parse(body), headers, settings: { everything: true } });
    return event === undefined ? undefined : connector.events.get(event)?.name[language];
  };
}

/** Two of one event are told apart by the names of their files: `pull-request-opened` reads "pull request opened". */
function titleOf(name: string, event: string | undefined, ofThisEvent = 1): string {
  const words = name.replace(/[-_.]+/g, ' ').trim();
  if (event === undefined) return words.charAt(0).toUpperCase() + words.slice(1);
  return ofThisEvent > 1 ? `${event} (${words})` : event;
}
