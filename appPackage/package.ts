/**
 * `npm run package [-- --env NAME]`: writes the app package for the organisation's catalogue, with the variables of
 * `env/.env.NAME` (dev, unless another is named) and of the environment.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAppPackage } from './app-package.ts';
import { AppPackageError } from './app-package-error.ts';
import { readVariables } from './variables.ts';

const project = join(import.meta.dirname, '..');
const output = 'build/channel-connectors.zip';

try {
  const { values } = parseArgs({ options: { env: { type: 'string', default: 'dev' } } });
  const envFile = `env/.env.${values.env}`;
  const variables = await readVariables(join(project, envFile), process.env);
  const zip = await buildAppPackage(import.meta.dirname, variables, envFile);
  await mkdir(dirname(join(project, output)), { recursive: true });
  await writeFile(join(project, output), zip);
  console.log(
    `${output} is ready (${zip.length} bytes). Upload it in the Teams admin centre: Teams apps > Manage apps.`,
  );
} catch (error) {
  if (!(error instanceof AppPackageError) && !isArgumentError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
