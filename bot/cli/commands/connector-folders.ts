import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connector } from '../../catalogue/connector-files.ts';
import { type Language, languages } from '../../catalogue/format/text.ts';
import { type DrawnSample, drawSamples } from '../../catalogue/package/draw-samples.ts';
import { writePackage } from '../../catalogue/package/write-package.ts';
import { cardText } from '../card-text.ts';
import { type Input, option, type PlainCommand } from '../command.ts';
import { writeGallery } from '../gallery-page.ts';
import { givenPackage } from '../given-package.ts';
import { UsageError } from '../usage-error.ts';

const onePath = { min: 1, max: 1 };

/** For those who write a connector: they work on its folder and need no service. */
export const connectorFolderCommands: PlainCommand[] = [
  {
    name: 'connector validate',
    usage: 'FOLDER|ZIP',
    summary: 'checks a connector as a whole and tells all that is wrong',
    needs: 'nothing',
    options: {},
    positionals: onePath,
    async run({ positionals: [path = ''] }) {
      const { connector } = givenPackage(path);
      const { id, version, events, samples } = connector;
      const json = { id, version, events: [...events.keys()], samples: samples.map(({ name }) => name) };
      return {
        json,
        text: `${id} ${version} is in order: ${events.size} events, ${samples.length} samples, English and French.`,
      };
    },
  },
  {
    name: 'connector preview',
    usage: 'FOLDER [--sample NAME] [--language en|fr] [--output FILE.html]',
    summary: 'shows the cards of the samples: as text, or as a page that draws them as Teams does',
    needs: 'nothing',
    options: { sample: option.value, language: option.value, output: option.value },
    positionals: onePath,
    async run(input) {
      const { connector } = givenPackage(input.positionals[0] ?? '');
      const language = languageOf(input);
      const samples = drawSamples(connector, language, { samples: samplesOf(connector, input.option('sample')) });
      const output = input.option('output');
      if (output === undefined) return { json: samples, text: samples.map(sampleText).join('\n\n') };
      writeGallery(resolve(output), [{ id: connector.id, name: connector.name[language], samples }]);
      return { json: { file: resolve(output) }, text: `${samples.length} samples in ${resolve(output)}` };
    },
  },
  {
    name: 'connector pack',
    usage: 'FOLDER [--output FILE.zip]',
    summary: 'checks a connector and makes the zip that can be published',
    needs: 'nothing',
    options: { output: option.value },
    positionals: onePath,
    async run(input) {
      const { connector, files } = givenPackage(input.positionals[0] ?? '');
      const file = resolve(input.option('output') ?? `${connector.id}-${connector.version}.zip`);
      const zip = writePackage(files);
      writeFileSync(file, zip);
      return { json: { file, size: zip.length }, text: `${file}, ${Math.ceil(zip.length / 1024)} KiB` };
    },
  },
];

function languageOf(input: Input): Language {
  const given = input.option('language') ?? 'en';
  const language = languages.find(one => one === given);
  if (!language) throw new UsageError(`--language is one of ${languages.join(', ')}.`);
  return language;
}

function samplesOf({ samples }: Connector, name: string | undefined): Connector['samples'] {
  const wanted = samples.filter(sample => name === undefined || sample.name === name);
  if (wanted.length === 0)
    throw new UsageError(`There is no sample ${name}. There is: ${samples.map(sample => sample.name).join(', ')}.`);
  return wanted;
}

function sampleText({ name, about, cards }: DrawnSample): string {
  return [`=== ${name}: ${about}`, ...(cards.length > 0 ? cards.map(cardText) : ['(not posted)'])].join('\n');
}
