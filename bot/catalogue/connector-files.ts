import { z } from 'zod';
import { type Descriptor, descriptor } from './format/descriptor.ts';
import { type EventFormat, event } from './format/event.ts';
import type { Language } from './format/text.ts';
import { parseJson } from './parse-json.ts';

/** The files of one connector: text by path, such as `events/push.json`, with `/` between folder and file. */
export type ConnectorFiles = ReadonlyMap<string, string>;

/** A connector of the catalogue, read from its files. */
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

const name = '[A-Za-z0-9][A-Za-z0-9._-]{0,99}';
const known = new RegExp(`^(?:connector\\.json|guide\\.(?:en|fr)\\.md|icon\\.svg|(?:events|samples)/${name}\\.json)$`);

/** Whether a path is one that a connector has; what else lies in its folder belongs to whoever put it there. */
export const isConnectorFile = (path: string): boolean => known.test(path);

const headersFile = z.record(z.string(), z.string());

/**
 * The connector that files describe. Adds one line to `problems` for all that is wrong, each with file and field;
 * what is returned then is not to be used.
 * @param folder stands before the paths in what is said; empty for none
 */
export function readConnectorFiles(files: ConnectorFiles, folder: string, problems: string[]): Connector | undefined {
  const at = (path: string) => (folder === '' ? path : `${folder}/${path}`);
  const text = (path: string): string => {
    const content = files.get(path) ?? '';
    if (content.trim() === '') problems.push(`${at(path)} is missing or empty.`);
    return content;
  };
  const json = <Shape extends z.ZodType>(shape: Shape, path: string): z.output<Shape> | undefined => {
    const content = text(path);
    return content.trim() === '' ? undefined : check(shape, content, at(path), problems);
  };
  const namesIn = (subfolder: string) =>
    [...files.keys()]
      .filter(path => path.startsWith(`${subfolder}/`) && path.endsWith('.json'))
      .map(path => path.slice(subfolder.length + 1, -'.json'.length))
      .sort(byFileName);

  const described = json(descriptor, 'connector.json');
  const events = new Map<string, EventFormat>();
  for (const id of namesIn('events')) {
    const read = json(event, `events/${id}.json`);
    if (read) events.set(id, read);
  }
  const names = namesIn('samples');
  for (const name of names.filter(one => one.endsWith('.headers')))
    if (!files.has(`samples/${name.slice(0, -'.headers'.length)}.json`))
      problems.push(`${at(`samples/${name}.json`)}: there is no sample that these headers belong to.`);
  const samples = names
    .filter(name => !name.endsWith('.headers'))
    .map(name => {
      const path = `samples/${name}.headers.json`;
      const headers = files.has(path) ? json(headersFile, path) : {};
      const body = text(`samples/${name}.json`);
      if (body.trim() !== '') check(z.unknown(), body, at(`samples/${name}.json`), problems);
      return { name, body, headers: lowerCased(headers ?? {}) };
    });
  const guide = { en: text('guide.en.md'), fr: text('guide.fr.md') };
  const icon = text('icon.svg');
  if (samples.length === 0 && described?.body.format !== 'feed')
    problems.push(`${at('samples')} holds no sample: give at least one body as a .json file.`);
  const preview = described?.preview;
  if (preview !== undefined && !samples.some(sample => sample.name === preview))
    problems.push(`${at('connector.json')}: preview: there is no sample "${preview}".`);
  for (const one of described?.verification ?? []) {
    const flag = one.kind === 'hmac' ? one.onlyWith : undefined;
    if (flag !== undefined && !described?.settings.some(({ id, type }) => id === flag && type === 'flag'))
      problems.push(`${at('connector.json')}: verification: onlyWith: there is no setting "${flag}" of the type flag.`);
  }
  if (described?.body.format === 'events' && (events.size === 0 || described.event === undefined))
    problems.push(
      `${folder === '' ? '' : `${folder}: `}a connector of events needs "event" in connector.json and a file in events/.`,
    );
  return described && { ...described, events, guide, icon, samples };
}

/** As the names of files are ordered, ending included: what reads `events/` reads it in the order that people see. */
const byFileName = (one: string, other: string) => (`${one}.json` < `${other}.json` ? -1 : 1);

function check<Shape extends z.ZodType>(
  shape: Shape,
  content: string,
  file: string,
  problems: string[],
): z.output<Shape> | undefined {
  const json = parseJson(content);
  if (!json.ok) {
    problems.push(`${file} ${json.problem}`);
    return undefined;
  }
  const parsed = shape.safeParse(json.value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    problems.push(`${file}: ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
  return undefined;
}

const lowerCased = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
