import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Descriptor, descriptor } from './format/descriptor.ts';
import { type EventFormat, event } from './format/event.ts';
import type { Language } from './format/text.ts';

/** A connector of the catalogue, read from its folder. */
export interface Connector extends Descriptor {
  /** By their ids, in the order in which they are tried. */
  events: ReadonlyMap<string, EventFormat>;
  /** Markdown; `{{webhookUrl}}` stands where the connection's webhook URL is to be filled in. */
  guide: Record<Language, string>;
  /** SVG. */
  icon: string;
  /** Bodies written for the connector, as a sender would post them. */
  samples: Sample[];
}

export interface Sample {
  /** The file's name without `.json`, such as `text-minimal`. */
  name: string;
  body: string;
  /** What comes with it (`NAME.headers.json`), names in lower case. */
  headers: Record<string, string>;
}

/** What is wrong in the folders of a catalogue: one line a problem, each with file and field. */
export class ConnectorFolderError extends Error {
  override name = 'ConnectorFolderError';
}

const headersFile = z.record(z.string(), z.string());

/**
 * The connectors of `directory`, one for each folder in it, in the order of their ids.
 * Throws a ConnectorFolderError that names everything that is wrong in any of them.
 */
export function readConnectors(directory: string): Connector[] {
  const { connectors, problems } = loadConnectors(directory);
  if (problems.length > 0) throw new ConnectorFolderError(problems.join('\n'));
  return connectors;
}

/** The same for a service that is to run in any case: a folder in which anything is wrong is left out and told of. */
export function loadConnectors(directory: string): { connectors: Connector[]; problems: string[] } {
  const folders = readdirSync(directory, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .sort();
  const problems: string[] = [];
  const connectors: Connector[] = [];
  for (const folder of folders) {
    const before = problems.length;
    const connector = readFolder(directory, folder, problems);
    if (connector && problems.length === before) connectors.push(connector);
  }
  return { connectors, problems };
}

/** The connector in `directory/folder`. Throws a ConnectorFolderError that names everything that is wrong in it. */
export function readConnector(directory: string, folder: string): Connector {
  const problems: string[] = [];
  const connector = readFolder(directory, folder, problems);
  if (!connector || problems.length > 0) throw new ConnectorFolderError(problems.join('\n'));
  return connector;
}

function readFolder(directory: string, folder: string, problems: string[]): Connector | undefined {
  const at = (...file: string[]) => join(directory, folder, ...file);
  const text = (...file: string[]): string => {
    const content = existsSync(at(...file)) ? readFileSync(at(...file), 'utf8') : '';
    if (content.trim() === '') problems.push(`${[folder, ...file].join('/')} is missing or empty.`);
    return content;
  };
  const json = <Shape extends z.ZodType>(shape: Shape, ...file: string[]): z.output<Shape> | undefined => {
    const content = text(...file);
    return content.trim() === '' ? undefined : check(shape, content, [folder, ...file].join('/'), problems);
  };
  const filesIn = (subfolder: string) =>
    existsSync(at(subfolder))
      ? readdirSync(at(subfolder))
          .filter(file => file.endsWith('.json'))
          .sort()
      : [];

  const described = json(descriptor, 'connector.json');
  if (described && described.id !== folder)
    problems.push(`${folder}/connector.json: id: give the folder's name, ${folder}.`);
  const events = new Map<string, EventFormat>();
  for (const file of filesIn('events')) {
    const read = json(event, 'events', file);
    if (read) events.set(withoutEnding(file), read);
  }
  const samples = filesIn('samples')
    .filter(file => !file.endsWith('.headers.json'))
    .map(file => {
      const name = withoutEnding(file);
      const headers = existsSync(at('samples', `${name}.headers.json`))
        ? json(headersFile, 'samples', `${name}.headers.json`)
        : {};
      json(z.json(), 'samples', file);
      return { name, body: text('samples', file), headers: lowerCased(headers ?? {}) };
    });
  const guide = { en: text('guide.en.md'), fr: text('guide.fr.md') };
  const icon = text('icon.svg');
  if (samples.length === 0 && described?.body.format !== 'feed')
    problems.push(`${folder}/samples holds no sample: give at least one body as a .json file.`);
  if (described?.body.format === 'events' && (events.size === 0 || described.event === undefined))
    problems.push(`${folder}: a connector of events needs "event" in connector.json and a file in events/.`);
  return described && { ...described, events, guide, icon, samples };
}

function check<Shape extends z.ZodType>(
  shape: Shape,
  content: string,
  file: string,
  problems: string[],
): z.output<Shape> | undefined {
  const value = parseJson(content);
  if (value === undefined) {
    problems.push(`${file} is not JSON.`);
    return undefined;
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  problems.push(...parsed.error.issues.map(issue => `${file}: ${issue.path.join('.')}: ${issue.message}`));
  return undefined;
}

const withoutEnding = (file: string) => file.slice(0, -'.json'.length);

const lowerCased = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
