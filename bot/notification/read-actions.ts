import { unopenableAddress } from './button-name.ts';
import type { Action } from './notification.ts';
import { type Fields, nameMap, type PayloadReader } from './payload-reader.ts';
import { webUrl } from './web-url.ts';

const ACTION_NAMES = nameMap('@type', 'type', 'name', 'title', 'target', 'targets', 'actions');
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
  if (list.length === 0) return { actions: [] };
  const actions = list.slice(0, MAX_ACTIONS).flatMap((item, index) => readAction(item, reader, `${path}[${index}]`));
  const more = Math.max(list.length - MAX_ACTIONS, 0) + Math.max(actions.length - MAX_ACTIONS, 0);
  return { actions: actions.slice(0, MAX_ACTIONS), ...(more > 0 && { moreActions: more }) };
}

/**
 * OpenUri and ViewAction open a page, also inside an ActionCard; whatever else there is cannot be used yet and is kept
 * as such.
 */
function readAction(value: unknown, reader: PayloadReader, path: string): Action[] {
  const fields = reader.fields(reader.object(value, path), ACTION_NAMES);
  const type = reader.line(fields['@type'] ?? fields.type, `${path}.@type`);
  const title = reader.line(fields.name ?? fields.title, `${path}.name`);
  switch (type.toLowerCase()) {
    case 'openuri':
      return [openAction(title, openUri(fields, reader, path))];
    case 'viewaction':
      return [openAction(title, viewTargets(fields, reader, path))];
    case 'actioncard':
      return actionCard({ title, type }, fields, reader, path);
    default:
      return [{ kind: 'unsupported', title, type }];
  }
}

/** The pages that an ActionCard opens, as buttons beside it; it is named itself where there is more to it. */
function actionCard(
  { title, type }: { title: string; type: string },
  fields: Fields,
  reader: PayloadReader,
  path: string,
): Action[] {
  const inner = reader.list(fields.actions, `${path}.actions`).slice(0, MAX_ACTIONS);
  const links = inner.flatMap((item, index) => {
    const itemPath = `${path}.actions[${index}]`;
    const itemFields = reader.fields(reader.object(item, itemPath), ACTION_NAMES);
    const itemType = reader.line(itemFields['@type'] ?? itemFields.type, `${itemPath}.@type`).toLowerCase();
    if (itemType !== 'openuri' && itemType !== 'viewaction') return [];
    const addresses = (itemType === 'openuri' ? openUri : viewTargets)(itemFields, reader, itemPath);
    return [openAction(reader.line(itemFields.name ?? itemFields.title, `${itemPath}.name`) || title, addresses)];
  });
  const isOnlyLinks = links.length > 0 && links.length === inner.length;
  return isOnlyLinks ? links : [...links, { kind: 'unsupported', title, type }];
}

/** A button that opens the first of these addresses that Teams opens; where it opens none, one that says which it was. */
export function openAction(title: string, addresses: readonly (string | undefined)[]): Action {
  for (const address of addresses) {
    // Senders that escape Markdown do it in addresses too, where no backslash stands before an underscore.
    const url = webUrl((address ?? '').replaceAll('\\_', '_'));
    if (url !== undefined) return { kind: 'open', title: title === '' ? url : title, url };
  }
  const first = addresses.find(address => address !== undefined && address.trim() !== '') ?? '';
  return { kind: 'unopenable', title, address: unopenableAddress(first) };
}

function viewTargets(fields: Fields, reader: PayloadReader, path: string): (string | undefined)[] {
  const targets: readonly unknown[] = Array.isArray(fields.target) ? fields.target : [fields.target];
  return targets.slice(0, MAX_ACTIONS).map((target, index) => reader.string(target, `${path}.target[${index}]`));
}

/** The targets for any operating system (`os: default`), then the others ([MCR]). */
function openUri(fields: Fields, reader: PayloadReader, path: string): (string | undefined)[] {
  const forAll: (string | undefined)[] = [];
  const others: (string | undefined)[] = [];
  for (const [index, target] of reader.list(fields.targets, `${path}.targets`).entries()) {
    const targetPath = `${path}.targets[${index}]`;
    if (typeof target === 'string') {
      forAll.push(target);
      continue;
    }
    const read = reader.fields(reader.object(target, targetPath), TARGET_NAMES);
    const os = reader.string(read.os, `${targetPath}.os`)?.toLowerCase() ?? 'default';
    (os === 'default' ? forAll : others).push(reader.string(read.uri, `${targetPath}.uri`));
  }
  const addresses = others.length === 0 ? forAll : [...forAll, ...others];
  // Some senders name it as a ViewAction does.
  return addresses.length > 0 ? addresses : viewTargets(fields, reader, path);
}
