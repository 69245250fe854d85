import { cardTexts } from '../../locales/card-texts.ts';
import { MAX_MESSAGE_BYTES, messageSize, renderWithinLimit } from '../../notification/limits.ts';
import type { Connector, Sample } from '../connector-files.ts';
import { type Language, languages } from '../format/text.ts';
import { TemplateError } from '../template/engine.ts';
import { createSampleReader, type SampleResult } from './read-sample.ts';

/** For all samples of a package together, in milliseconds: a hundred usual ones take a tenth of it. */
const timeLimit = 5_000;

/**
 * Compiles the templates of a connector that was read without a problem, and draws its samples, in both languages.
 * Gives one line for all that is wrong.
 */
export function checkSamples(connector: Connector): string[] {
  if (connector.body.format === 'feed') return [];
  const problems = new Set<string>();
  const end = performance.now() + timeLimit;
  for (const language of languages) {
    let read: (sample: Sample) => SampleResult;
    try {
      read = createSampleReader(connector, language);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      problems.add(error.message);
      continue;
    }
    for (const sample of connector.samples) {
      if (performance.now() > end) {
        problems.add('samples: drawing them takes too long; look for loops in the templates.');
        return [...problems];
      }
      const problem = wrongWith(connector, read(sample), language);
      if (problem !== undefined) problems.add(`samples/${sample.name}.json: ${problem}`);
    }
  }
  return [...problems];
}

function wrongWith(connector: Connector, result: SampleResult, language: Language): string | undefined {
  if (result.outcome === 'wrong') return result.problem;
  if (result.outcome === 'ignored') return undefined;
  const head = { name: connector.name[language] };
  const size = messageSize(renderWithinLimit(result.notification, head, cardTexts(language)));
  return size > MAX_MESSAGE_BYTES ? 'its card is larger than Teams takes.' : undefined;
}
