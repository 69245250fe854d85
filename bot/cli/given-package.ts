import { readFileSync, statSync } from 'node:fs';
import { readFolderFiles } from '../catalogue/connector-folder.ts';
import { packageLimits, sizeText } from '../catalogue/package/limits.ts';
import { type ConnectorPackage, readPackage, readPackageFiles } from '../catalogue/package/read-package.ts';
import { UsageError } from './usage-error.ts';

/** The connector in a folder or a zip. Throws a UsageError if there is neither, a PackageError if it is not in order. */
export function givenPackage(path: string): ConnectorPackage {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`There is no folder or file ${path}.`);
  if (found.isDirectory()) return readPackageFiles(readFolderFiles(path));
  if (found.size > packageLimits.packed)
    throw new UsageError(`${path} is larger than ${sizeText(packageLimits.packed)}.`);
  return readPackage(readFileSync(path));
}
