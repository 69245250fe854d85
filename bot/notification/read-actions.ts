import type { Action } from './notification.ts';
import { type Fields, nameMap, type PayloadReader } from './payload-reader.ts';
import { webUrl } from './web-url.ts';

const ACTION_NAMES = nameMap('@type', 'type', 'name', 'title', 'target', 'targets');
const TARGET_NAMES = nameMap('os', 'uri');

/** What is read of each list of buttons; the rest is counted. */
const MAX_ACTIONS = 50;

/** `potentialAction` of a card or a section. */
export function readActions(
  value: unknown,
  reader: PayloadReader,
  path: string,
): { actions: Action[]; moreActions?: number } {
  const list = reader.list(value, path);
  const actions = list.slice(0, MAX_ACTIONS).map((item, index) => readAction(item, reader, `${path}[${index}]`));
  return { actions, ...(list.length > MAX_ACTIONS && { moreActions: list.length - MAX_ACTIONS }) };
}

/** OpenUri and ViewAction open a page; whatever else there is cannot be used yet and is kept as such. */
function readAction(value: unknown, reader: PayloadReader, path: string): Action {
  const fields = reader.fields(reader.object(value, path), ACTION_NAMES);
  const type = reader.line(fields['@type'] ?? fields.type, `${path}.@type`);
  const title = reader.line(fields.name ?? fields.title, `${path}.name`);
  const url = readTarget(type.toLowerCase(), fields, reader, path);
  if (url === undefined) return { kind: 'unsupported', title, type };
  return { kind: 'open', title: title === '' ? url : title, url };
}

function readTarget(type: string, fields: Fields, reader: PayloadReader, path: string): string | undefined {
  if (type === 'openuri') return openUri(fields, reader, path);
  if (type !== 'viewaction') return undefined;
  const targets: readonly unknown[] = Array.isArray(fields.target) ? fields.target : [fields.target];
  return firstUrl(targets.map((target, index) => reader.string(target, `${path}.target[${index}]`)));
}

/** The target for any operating system (`os: default`), else the first that Teams can open ([MCR]). */
function openUri(fields: Fields, reader: PayloadReader, path: string): string | undefined {
  const targets = reader.list(fields.targets, `${path}.targets`).map((target, index) => {
    const targetPath = `${path}.targets[${index}]`;
    if (typeof target === 'string') return { os: 'default', uri: target };
    const read = reader.fields(reader.object(target, targetPath), TARGET_NAMES);
    const os = reader.string(read.os, `${targetPath}.os`)?.toLowerCase() ?? 'default';
    return { os, uri: reader.string(read.uri, `${targetPath}.uri`) };
  });
  const forAll = firstUrl(targets.filter(target => target.os === 'default').map(target => target.uri));
  return forAll ?? firstUrl(targets.map(target => target.uri));
}

function firstUrl(addresses: (string | undefined)[]): string | undefined {
  for (const address of addresses) {
    const url = webUrl(address ?? '');
    if (url !== undefined) return url;
  }
  return undefined;
}
