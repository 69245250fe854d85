import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connector, type ConnectorFiles, isConnectorFile, readConnectorFiles } from './connector-files.ts';

/** What is wrong in the folders of a catalogue: one line a problem, each with file and field. */
export class ConnectorFolderError extends Error {
  override name = 'ConnectorFolderError';
}

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

/** The files of a connector in a folder of it; what else lies there is passed over. */
export function readFolderFiles(folder: string): ConnectorFiles {
  const namesIn = (path: string) => readdirSync(join(folder, path), { withFileTypes: true });
  const paths = namesIn('.').flatMap(entry => {
    if (entry.isDirectory() && ['events', 'samples'].includes(entry.name))
      return namesIn(entry.name).flatMap(file => (file.isFile() ? [`${entry.name}/${file.name}`] : []));
    return entry.isFile() ? [entry.name] : [];
  });
  return new Map(paths.filter(isConnectorFile).map(path => [path, readFileSync(join(folder, path), 'utf8')]));
}

function readFolder(directory: string, folder: string, problems: string[]): Connector | undefined {
  const connector = readConnectorFiles(readFolderFiles(join(directory, folder)), folder, problems);
  if (connector && connector.id !== folder)
    problems.push(`${folder}/connector.json: id: give the folder's name, ${folder}.`);
  return connector;
}
