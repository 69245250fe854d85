import { z } from 'zod';
import type { JsonObject } from '../notification/notification.ts';
import type { Store } from '../store/store.ts';
import { CatalogueError } from './catalogue-error.ts';
import type { Language } from './format/text.ts';
import type { OrganizationCatalogue } from './organization-catalogue.ts';
import { drawSamples } from './package/draw-samples.ts';

/** What moving a connection to another version of its connector would change. */
export interface MovePreview {
  connectionId: string;
  connector: string;
  from: string;
  to: string;
  /** The samples of the new version whose cards differ, drawn by either version; an empty list is "not posted". */
  changed: { sample: string; before: JsonObject[]; after: JsonObject[] }[];
  /** How many samples look the same. */
  same: number;
  /** Settings that the new version needs and the connection does not have. */
  missingSettings: string[];
}

export interface MoveOptions {
  store: Store;
  organization: Pick<OrganizationCatalogue, 'find'>;
  language: Language;
}

/** Shows what a move would change, before anything is. Throws a CatalogueError. */
export async function previewMove(
  { store, organization, language }: MoveOptions,
  tenantId: string,
  connectionId: string,
  version: string,
): Promise<MovePreview> {
  const row = await store
    .selectFrom('connection')
    .select(['connector', 'connector_version', 'settings', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new CatalogueError('connection-not-found', `There is no connection ${connectionId}.`);
  if (row.connector_version === null)
    throw new CatalogueError(
      'version-not-found',
      `${row.connector} is a built-in connector: it has no versions to choose from.`,
    );
  const [before, after] = await Promise.all([
    organization.find(tenantId, row.connector, row.connector_version),
    organization.find(tenantId, row.connector, version),
  ]);
  if (!before || !after)
    throw new CatalogueError('version-not-found', `There is no version ${version} of ${row.connector}.`);
  const there = z.record(z.string(), z.unknown()).parse(JSON.parse(row.settings));
  const drawn = { name: row.name, samples: after.samples };
  const cardsBefore = drawSamples(before, language, drawn);
  const samples = drawSamples(after, language, drawn).map((sample, index) => ({
    sample: sample.name,
    before: cardsBefore[index]?.cards ?? [],
    after: sample.cards,
  }));
  const changed = samples.filter(one => JSON.stringify(one.before) !== JSON.stringify(one.after));
  return {
    connectionId,
    connector: row.connector,
    from: row.connector_version,
    to: version,
    changed,
    same: samples.length - changed.length,
    missingSettings: after.settings.filter(one => one.required && !Object.hasOwn(there, one.id)).map(one => one.id),
  };
}

/** Moves a connection to another version of its connector. Throws a CatalogueError. */
export async function moveConnection(
  options: MoveOptions,
  tenantId: string,
  connectionId: string,
  version: string,
): Promise<MovePreview> {
  const preview = await previewMove(options, tenantId, connectionId, version);
  await options.store
    .updateTable('connection')
    .set({ connector_version: version, version: eb => eb('version', '+', 1) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .execute();
  return preview;
}
