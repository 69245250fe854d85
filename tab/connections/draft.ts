import type { ChangeConnectionRequest, ConnectionDetail, SettingValues } from '../../bot/api/contract.ts';

/** What somebody changes of a connection, before it is saved. */
export interface Draft {
  name: string;
  /** Empty: none. */
  pictureUrl: string;
  settings: SettingValues;
}

export function draftOf({ name, pictureUrl, settings }: ConnectionDetail): Draft {
  return { name, pictureUrl: pictureUrl ?? '', settings };
}

/** What of the draft is to be saved; undefined where nothing is. */
export function changesOf(connection: ConnectionDetail, draft: Draft): ChangeConnectionRequest | undefined {
  const before = draftOf(connection);
  const changes: ChangeConnectionRequest = {
    ...(draft.name.trim() !== before.name && { name: draft.name.trim() }),
    ...(draft.pictureUrl.trim() !== before.pictureUrl && { pictureUrl: draft.pictureUrl.trim() || null }),
    ...(!same(draft.settings, before.settings) && { settings: draft.settings }),
  };
  return Object.keys(changes).length > 0 ? changes : undefined;
}

/**
 * A draft that was begun on `base`, carried over to what somebody else has saved meanwhile: what was typed stays, what
 * was not touched is theirs. Each setting counts by itself.
 */
export function carryOver(draft: Draft, base: ConnectionDetail, theirs: ConnectionDetail): Draft {
  const before = draftOf(base);
  const after = draftOf(theirs);
  const names = new Set([draft.settings, before.settings, after.settings].flatMap(Object.keys));
  const settings: SettingValues = {};
  for (const name of names) {
    const touched = !same(draft.settings[name], before.settings[name]);
    const value = (touched ? draft : after).settings[name];
    if (value !== undefined) settings[name] = value;
  }
  return {
    name: draft.name === before.name ? after.name : draft.name,
    pictureUrl: draft.pictureUrl === before.pictureUrl ? after.pictureUrl : draft.pictureUrl,
    settings,
  };
}

/** Whether two values are the same as JSON, whatever the order of their properties. */
function same(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}
