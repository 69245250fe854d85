import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { AppPackageError } from './app-package-error.ts';
import { fillPlaceholders, type Variables } from './variables.ts';

/** The parts of a manifest, already valid for Microsoft's schema, that name further files of the package. */
const filesOfManifest = z.object({
  icons: z.record(z.string(), z.string()),
  localizationInfo: z.object({ additionalLanguages: z.array(z.object({ file: z.string() })).default([]) }).optional(),
});

/** The same content makes the same zip, whenever it is made. */
const modified = new Date(2026, 0, 1);

/**
 * The app package, ready for the organisation's catalogue: a flat zip of the manifest with `variables` filled in, its
 * icons and its languages, all from `folder`. The manifest and each language are checked against the schemas that
 * `@microsoft/app-manifest` ships; nothing is fetched.
 * Throws an AppPackageError: a variable is missing (`where` says where to set it), or the schema is not met.
 */
export async function buildAppPackage(folder: string, variables: Variables, where: string): Promise<Uint8Array> {
  const template = await readFile(join(folder, 'manifest.json'), 'utf8');
  const manifest = fillPlaceholders(template, variables, where);
  await validate('manifest.json', manifest);

  const { icons, localizationInfo } = filesOfManifest.parse(JSON.parse(manifest));
  const languages = localizationInfo?.additionalLanguages.map(language => language.file) ?? [];
  for (const file of languages) await validate(file, await readFile(join(folder, file), 'utf8'));

  const others = [...Object.values(icons), ...languages];
  const entries = await Promise.all(others.map(async file => [file, await readFile(join(folder, file))] as const));
  return zipSync({ 'manifest.json': Buffer.from(manifest), ...Object.fromEntries(entries) }, { mtime: modified });
}

/** Checks a manifest, or a file of its strings in one language, against the schema that its `$schema` names. */
async function validate(file: string, json: string): Promise<void> {
  const { $schema } = z.object({ $schema: z.string() }).parse(JSON.parse(json));
  const schema = withValidPatterns(await AppManifestUtils.fetchSchema($schema));
  const problems = await AppManifestUtils.validateAgainstSchema(JSON.parse(json), schema);
  if (problems.length > 0) throw new AppPackageError(`${file} does not meet its schema:\n${problems.join('\n')}`);
}

/** Microsoft's schemas of languages have a bare `]` in a pattern, which JavaScript's Unicode expressions refuse. */
function withValidPatterns<Schema>(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll(String.raw`\\b]`, String.raw`\\b\\]`));
}
