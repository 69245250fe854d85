import { type Connector, type ConnectorFiles, readConnectorFiles } from '../connector-files.ts';
import { checkSamples } from './check-samples.ts';
import { cleanIcon } from './clean-icon.ts';
import { packageLimits, sizeText } from './limits.ts';
import { PackageError } from './package-error.ts';
import { unzipFiles } from './unzip.ts';

/** A connector with the files it was read from, as they are kept: the icon is the cleaned one. */
export interface ConnectorPackage {
  connector: Connector;
  files: ConnectorFiles;
}

/** The connector in a zip, checked as a whole. Throws a PackageError that names everything that is wrong. */
export function readPackage(zip: Uint8Array): ConnectorPackage {
  const problems: string[] = [];
  const files = unzipFiles(zip, problems);
  if (problems.length > 0) throw new PackageError(problems);
  return readPackageFiles(files);
}

/** The same for files that were read already, such as those of a folder. Throws a PackageError. */
export function readPackageFiles(files: ConnectorFiles): ConnectorPackage {
  const problems = tooLarge(files);
  if (problems.length > 0) throw new PackageError(problems);
  const read = readConnectorFiles(files, '', problems);
  const icon = cleanIcon(files.get('icon.svg') ?? '');
  // One that is missing was told of.
  if (!icon.ok && files.get('icon.svg')) problems.push(...icon.problems.map(problem => `icon.svg: ${problem}`));
  if (read && problems.length === 0) problems.push(...checkSamples(read));
  if (!read || !icon.ok || problems.length > 0) throw new PackageError(problems);
  return { connector: { ...read, icon: icon.svg }, files: new Map([...files, ['icon.svg', icon.svg]]) };
}

function tooLarge(files: ConnectorFiles): string[] {
  const sizes = [...files].map(([path, text]) => ({ path, size: Buffer.byteLength(text) }));
  const problems = sizes
    .filter(({ size }) => size > packageLimits.file)
    .map(({ path }) => `${path}: is larger than ${sizeText(packageLimits.file)}.`);
  if (sizes.reduce((sum, { size }) => sum + size, 0) > packageLimits.unpacked)
    problems.push(`The package is larger than ${sizeText(packageLimits.unpacked)} when it is unpacked.`);
  if (files.size > packageLimits.files)
    problems.push(`The package has ${files.size} files; at most ${packageLimits.files} are taken.`);
  return problems;
}
