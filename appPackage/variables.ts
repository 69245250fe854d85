import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { AppPackageError } from './app-package-error.ts';

/** Values by name: `process.env`, or what an env file says. */
export type Variables = Record<string, string | undefined>;

const webPage = z.url({ protocol: /^https$/ });
const host = z
  .string()
  .regex(/^(?=[^:]{1,253}(:|$))([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$/i);

/** What each placeholder of the manifest must be, and what to tell who has not given it. */
const known = new Map<string, { schema: z.ZodType<string>; mend: string }>([
  ['TEAMS_APP_ID', { schema: z.guid(), mend: "the app's id: any new GUID, the same one for every later version" }],
  ['BOT_ID', { schema: z.guid(), mend: "the application (client) id of the bot's registration, a GUID" }],
  ['PUBLIC_HOST', { schema: host, mend: 'the host name of PUBLIC_URL, such as connectors.example.org' }],
  ['DEVELOPER_NAME', { schema: z.string().max(32), mend: "your organisation's name, at most 32 characters" }],
  ['WEBSITE_URL', { schema: webPage, mend: 'an https page where people find support' }],
  ['PRIVACY_URL', { schema: webPage, mend: 'the https page of your privacy statement' }],
  ['TERMS_OF_USE_URL', { schema: webPage, mend: 'the https page of your terms of use' }],
]);

const placeholder = /\$\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/**
 * The manifest with its placeholders replaced, written as Microsoft 365 Agents Toolkit writes them: `${{NAME}}`.
 * Throws an AppPackageError that names every missing or wrong variable at once; `where` says where to set them.
 */
export function fillPlaceholders(template: string, variables: Variables, where: string): string {
  const names = new Set([...template.matchAll(placeholder)].map(match => match[1] ?? ''));
  const problems = [...names].flatMap(name => problem(name, variables[name]) ?? []);
  if (problems.length > 0)
    throw new AppPackageError([...problems, `Give them in ${where} or in the environment.`].join('\n'));
  return template.replace(placeholder, (_, name: string) => insideJsonString(variables[name] ?? ''));
}

function problem(name: string, value: string | undefined): string | undefined {
  const variable = known.get(name);
  const wanted = variable === undefined ? '' : `: ${variable.mend}`;
  if (value === undefined || value === '') return `${name} is missing${wanted}.`;
  if (variable !== undefined && !variable.schema.safeParse(value).success) return `${name} is not valid${wanted}.`;
  return undefined;
}

const insideJsonString = (value: string) => JSON.stringify(value).slice(1, -1);

/** The variables of an env file with those of the environment over them; an empty one counts as not given. */
export async function readVariables(envFile: string, environment: Variables): Promise<Variables> {
  const text = await readFile(envFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new AppPackageError(`There is no file ${envFile}.`);
    throw error;
  });
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  return { ...parseEnv(text), ...Object.fromEntries(given) };
}
