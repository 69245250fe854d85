import type { Cloud } from '../policy/cloud.ts';
import type { Time } from '../store/schema.ts';
import type { Store, StoreOrTransaction } from '../store/store.ts';
import { CatalogueError } from './catalogue-error.ts';
import { type Connector, readConnectorFiles } from './connector-files.ts';
import { type Descriptor, descriptor } from './format/descriptor.ts';
import { PackageError } from './package/package-error.ts';
import type { ConnectorPackage } from './package/read-package.ts';
import { compareVersions } from './version.ts';

/** A connector that the organisation published, as its latest version describes it. */
export interface PublishedConnector {
  id: string;
  descriptor: Descriptor;
  /** Newest first. */
  versions: PublishedVersion[];
  /** Since when it takes no new connections; null while it does. */
  unpublishedAt: Time | null;
}

export interface PublishedVersion {
  version: string;
  publishedAt: Time;
  /** An Entra object id, or null where it was published on the command line. */
  publishedBy: string | null;
}

export interface OrganizationCatalogueOptions {
  store: Store;
  cloud: Cloud;
  /** Whether an id belongs to a connector that comes with the project, or to one of Microsoft's list. */
  isTaken: (id: string) => boolean;
  now: () => number;
}

/** What the organisation itself publishes. Whoever calls has asked before whether the user may. */
export type OrganizationCatalogue = ReturnType<typeof createOrganizationCatalogue>;

export function createOrganizationCatalogue({ store, cloud, isTaken, now }: OrganizationCatalogueOptions) {
  /**
   * Publishes a version. One that is there already, with the same files, stays as it is and takes new connections
   * again if it had been unpublished. Throws a CatalogueError.
   * @param by an Entra object id, or null on the command line
   */
  async function publish(tenantId: string, { connector, files }: ConnectorPackage, by: string | null) {
    mustBeAllowed();
    const { id, version, body } = connector;
    if (isTaken(id))
      throw new CatalogueError(
        'id-taken',
        `${id} is the id of a connector that everybody has: give yours another one, such as contoso-${id}.`,
      );
    if (body.format === 'feed')
      throw new CatalogueError('feed', 'A connector of feeds cannot be published: RSS takes any feed.');
    const content = JSON.stringify(Object.fromEntries([...files].sort(([one], [other]) => (one < other ? -1 : 1))));
    await store.transaction().execute(async transaction => {
      const [latest] = await versionsOf(transaction, tenantId, id);
      if (latest?.version === version) return publishAgain(transaction, tenantId, latest, content);
      if (latest && compareVersions(version, latest.version) < 0)
        throw new CatalogueError(
          'version-not-higher',
          `${id} is published in version ${latest.version}: a new one needs a higher version than that, not ${version}.`,
        );
      await transaction
        .insertInto('published_connector')
        .values({
          tenant_id: tenantId,
          id,
          version,
          descriptor: files.get('connector.json') ?? '',
          files: content,
          published_at: now(),
          published_by: by,
          unpublished_at: null,
        })
        .execute();
    });
    return get(tenantId, id);
  }

  async function publishAgain(
    transaction: StoreOrTransaction,
    tenantId: string,
    { id, version }: { id: string; version: string },
    content: string,
  ): Promise<void> {
    const { files } = await transaction
      .selectFrom('published_connector')
      .select('files')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    if (files !== content)
      throw new CatalogueError(
        'version-differs',
        `${id} ${version} is published with other content: give this one a higher version.`,
      );
    await setUnpublished(transaction, tenantId, id, version, null);
  }

  /** No new connections from now on; existing ones go on. Throws a CatalogueError if it is not published. */
  async function unpublish(tenantId: string, id: string): Promise<PublishedConnector> {
    const { versions, unpublishedAt } = await get(tenantId, id);
    if (unpublishedAt === null) await setUnpublished(store, tenantId, id, versions[0]?.version ?? '', now());
    return get(tenantId, id);
  }

  /** What the organisation has published, also what it has unpublished since, in the order of the ids. */
  async function list(tenantId: string): Promise<PublishedConnector[]> {
    const rows = await versionsOf(store, tenantId);
    return [...Map.groupBy(rows, row => row.id)]
      .map(([id, [latest, ...older]]) => latest && toPublished(id, latest, older))
      .filter(one => one !== undefined);
  }

  /** Throws a CatalogueError if the organisation has never published it. */
  async function get(tenantId: string, id: string): Promise<PublishedConnector> {
    const [latest, ...older] = await versionsOf(store, tenantId, id);
    if (!latest) throw new CatalogueError('not-published', `The organization has not published a connector ${id}.`);
    return toPublished(id, latest, older);
  }

  /** A version as it was published; undefined if there is none. Throws a PackageError if it can no longer be read. */
  async function find(tenantId: string, id: string, version: string): Promise<Connector | undefined> {
    const row = await store
      .selectFrom('published_connector')
      .select('files')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!row) return undefined;
    const files = new Map<string, string>(Object.entries(JSON.parse(row.files)));
    const problems: string[] = [];
    const connector = readConnectorFiles(files, '', problems);
    if (!connector || problems.length > 0) throw new PackageError(problems);
    return connector;
  }

  function mustBeAllowed(): void {
    if (cloud !== 'commercial')
      throw new CatalogueError(
        'not-in-this-cloud',
        'Connectors of the organization are not available in GCC, GCC High and DoD: "Custom connectors are not available in Government Community Cloud (GCC), Government Community Cloud-High (GCCH), and Department of Defense (DOD) environments" (Microsoft, Manage Microsoft 365 connectors and custom connectors).',
      );
  }

  return { publish, unpublish, list, get, find };
}

/** The versions of all connectors of a tenant, or of one: by id, the newest of each first. */
async function versionsOf(store: StoreOrTransaction, tenantId: string, id?: string) {
  const rows = await store
    .selectFrom('published_connector')
    .select(['id', 'version', 'descriptor', 'published_at', 'published_by', 'unpublished_at'])
    .where('tenant_id', '=', tenantId)
    .$if(id !== undefined, query => query.where('id', '=', id ?? ''))
    .orderBy('id')
    .execute();
  return rows.sort((one, other) =>
    one.id === other.id ? compareVersions(other.version, one.version) : one.id < other.id ? -1 : 1,
  );
}

type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number];

function toPublished(id: string, latest: VersionRow, older: VersionRow[]): PublishedConnector {
  return {
    id,
    descriptor: descriptor.parse(JSON.parse(latest.descriptor)),
    versions: [latest, ...older].map(row => ({
      version: row.version,
      publishedAt: row.published_at,
      publishedBy: row.published_by,
    })),
    unpublishedAt: latest.unpublished_at,
  };
}

async function setUnpublished(
  store: StoreOrTransaction,
  tenantId: string,
  id: string,
  version: string,
  at: Time | null,
): Promise<void> {
  await store
    .updateTable('published_connector')
    .set({ unpublished_at: at })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .execute();
}
