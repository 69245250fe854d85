import { cardTexts } from '../../locales/card-texts.ts';
import { renderWithinLimit } from '../../notification/limits.ts';
import type { JsonObject } from '../../notification/notification.ts';
import type { Connector, Sample } from '../connector-files.ts';
import type { Language } from '../format/text.ts';
import { createSampleReader } from './read-sample.ts';

/** A sample as a channel would see it. */
export interface DrawnSample {
  name: string;
  language: Language;
  /** The summary, or why nothing is posted. */
  about: string;
  /** Adaptive Cards; none where nothing is posted. */
  cards: JsonObject[];
}

/**
 * Draws samples, those of the connector if no others are given, as a connection that wants everything would post them.
 * Throws a TemplateError.
 * @param name of the connection, which stands in the head of the card
 */
export function drawSamples(
  connector: Connector,
  language: Language,
  { name = connector.name[language], samples = connector.samples }: { name?: string; samples?: readonly Sample[] } = {},
): DrawnSample[] {
  if (connector.body.format === 'feed') return [];
  const read = createSampleReader(connector, language);
  return samples.map(sample => {
    const result = read(sample);
    const about = { name: sample.name, language };
    if (result.outcome === 'ignored') return { ...about, about: result.reason, cards: [] };
    if (result.outcome === 'wrong') return { ...about, about: result.problem, cards: [] };
    const { notification } = result;
    const cards = renderWithinLimit(notification, { name }, cardTexts(language));
    return { ...about, about: notification.summary, cards };
  });
}
