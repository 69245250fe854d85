import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The languages in which a connector is described, and people are spoken to. */
export const languages = ['en', 'fr'] as const;

const text = z.string().trim().min(1);
const texts = z.strictObject({ en: text, fr: text });

const descriptor = z.strictObject({
  /** The folder's name: what a connection keeps of its connector. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'give lower-case letters, digits and single hyphens'),
  publisher: text,
  /** Retired: no new connections; the existing ones go on. */
  lifecycle: z.enum(['available', 'retired']),
  name: texts,
  shortDescription: texts,
  longDescription: texts,
  categories: z.array(z.enum(['general', 'development', 'monitoring'])).min(1),
  body: z.strictObject({
    /** The largest body accepted, in bytes. */
    cap: z.int().positive(),
    /** `cards`: MessageCard, plain text and Adaptive Cards, as Microsoft's Incoming Webhook took them. */
    format: z.enum(['cards']),
  }),
  /** What people fill in when they add a connection. The first connector has nothing to fill in. */
  settings: z.tuple([]),
});

/** A connector of the catalogue, read from its folder. */
export interface Connector extends z.infer<typeof descriptor> {
  /** Markdown; `{{webhookUrl}}` stands where the connection's webhook URL is to be filled in. */
  guide: Record<(typeof languages)[number], string>;
  /** SVG. */
  icon: string;
  /** Bodies written for the connector, as a sender would post them. */
  samples: Sample[];
}

export interface Sample {
  /** The file's name without `.json`, such as `text-minimal`. */
  name: string;
  body: string;
}

/** What is wrong in the folders of a catalogue: one line a problem, each with file and field. */
export class ConnectorFolderError extends Error {
  override name = 'ConnectorFolderError';
}

/**
 * The connectors of `directory`, one for each folder in it, in the order of their ids.
 * Throws a ConnectorFolderError that names everything that is wrong in any of them.
 */
export function readConnectors(directory: string): Connector[] {
  const folders = readdirSync(directory, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .sort();
  const problems: string[] = [];
  const connectors = folders.flatMap(folder => readConnector(directory, folder, problems) ?? []);
  if (problems.length > 0) throw new ConnectorFolderError(problems.join('\n'));
  return connectors;
}

function readConnector(directory: string, folder: string, problems: string[]): Connector | undefined {
  const read = (file: string): string => {
    const path = join(directory, folder, file);
    const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
    if (content.trim() === '') problems.push(`${folder}/${file} is missing or empty.`);
    return content;
  };
  const described = readDescriptor(folder, read('connector.json'), problems);
  const guide = { en: read('guide.en.md'), fr: read('guide.fr.md') };
  const icon = read('icon.svg');
  const samples = readSamples(directory, folder, problems);
  return described && { ...described, guide, icon, samples };
}

function readDescriptor(folder: string, json: string, problems: string[]): z.infer<typeof descriptor> | undefined {
  if (json.trim() === '') return undefined;
  const file = `${folder}/connector.json`;
  const parsed = parseJson(json);
  if (parsed === undefined) {
    problems.push(`${file} is not JSON.`);
    return undefined;
  }
  const described = descriptor.safeParse(parsed);
  if (!described.success) {
    problems.push(...described.error.issues.map(issue => `${file}: ${issue.path.join('.')}: ${issue.message}`));
    return undefined;
  }
  if (described.data.id !== folder) problems.push(`${file}: id: give the folder's name, ${folder}.`);
  return described.data;
}

function readSamples(directory: string, folder: string, problems: string[]): Sample[] {
  const path = join(directory, folder, 'samples');
  const files = existsSync(path) ? readdirSync(path).filter(file => file.endsWith('.json')) : [];
  if (files.length === 0) problems.push(`${folder}/samples holds no sample: give at least one body as a .json file.`);
  return files.sort().map(file => {
    const body = readFileSync(join(path, file), 'utf8');
    if (parseJson(body) === undefined) problems.push(`${folder}/samples/${file} is not JSON.`);
    return { name: file.slice(0, -'.json'.length), body };
  });
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
