import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A body that a service really sent. */
export interface RecordedBody {
  file: string;
  body: unknown;
  headers: Record<string, string>;
}

/** Folders of recordings whose name is not that of the connector. */
const connectorOf: Record<string, string> = { azuredevops: 'azure-devops', 'mattermost-jira': 'jira' };

/** For these services the event, which comes in a header, is the file's name before `__` (fixtures' README). */
const eventHeaders: Record<string, string> = {
  github: 'x-github-event',
  gitea: 'x-gitea-event',
  gogs: 'x-gogs-event',
  groove: 'x-groove-topic',
  netlify: 'x-netlify-event',
  reviewboard: 'x-reviewboard-event',
};

/**
 * The recorded bodies in `folder` (`services/zulip/NAME/*.json` and `services/NAME/*.json`, or `NAME/*.json`), by
 * connector.
 */
export function recordedBodies(folder: string): Map<string, RecordedBody[]> {
  const services = new Map<string, RecordedBody[]>();
  for (const root of [join(folder, 'services', 'zulip'), join(folder, 'services'), join(folder, 'zulip'), folder]) {
    if (!existsSync(root)) continue;
    for (const entry of readdirSync(root, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const bodies = readFolder(join(root, entry.name), entry.name);
      const connector = connectorOf[entry.name] ?? entry.name;
      if (bodies.length > 0) services.set(connector, [...(services.get(connector) ?? []), ...bodies]);
    }
  }
  return services;
}

function readFolder(folder: string, service: string): RecordedBody[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort()
    .flatMap(file => {
      const body = parse(readFileSync(join(folder, file), 'utf8'));
      return body === undefined
        ? []
        : [{ file: join(folder, file), body, headers: headersOf(service, file.slice(0, -5)) }];
    });
}

/** A few recordings are no JSON: no service can be judged on them. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headersOf(service: string, name: string): Record<string, string> {
  const [event = ''] = name.split('__');
  const header = eventHeaders[service];
  if (header) return { [header]: event };
  if (service !== 'gitlab' || !name.includes('__')) return {};
  const words = event.split('_').filter(word => word !== 'hook');
  const title = [...words, 'hook'].map(word => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ');
  return { 'x-gitlab-event': title };
}
