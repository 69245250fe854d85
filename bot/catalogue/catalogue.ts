import { fillIn } from '../locales/bot-texts.ts';
import { catalogueTexts } from '../locales/catalogue-texts.ts';
import type { Store } from '../store/store.ts';
import { CatalogueError } from './catalogue-error.ts';
import type { Connector } from './connector-files.ts';
import type { Descriptor } from './format/descriptor.ts';
import type { Language, Texts } from './format/text.ts';
import { isFound, type Lifecycle, type ListedConnector, lifecycleOf, searchForm } from './lifecycle.ts';
import type { OrganizationCatalogue, PublishedConnector } from './organization-catalogue.ts';

/** A connector as people see it, whether it can be added or not. */
export interface CatalogueEntry {
  id: string;
  name: Texts;
  /** Undefined, as all that follows from a descriptor, where only Microsoft's list knows the connector. */
  publisher: string | undefined;
  description: Texts | undefined;
  categories: readonly string[];
  aliases: readonly string[];
  /** A feed is polled and has no webhook URL. */
  kind: 'webhook' | 'feed' | undefined;
  /** `listed`: known from Microsoft's list only; there is no connector of ours for it. */
  origin: 'built-in' | 'organization' | 'listed';
  lifecycle: Lifecycle;
  /** An administrator has opened it for the organisation. */
  opened: boolean;
  /** Why it takes no new connections; undefined if it does. */
  refusal: Refusal | undefined;
  version: string | undefined;
}

export type Refusal =
  | { because: 'retired'; since: string }
  | { because: 'retiredWithoutFolder'; since: string }
  | { because: 'scheduled'; from: string }
  | { because: 'noFolder' }
  | { because: 'unpublished' };

/** For a new connection: its connector, and the version to note where the organisation publishes it. */
export interface AddableConnector {
  connector: Connector;
  version: string | null;
}

export interface CatalogueOptions {
  store: Store;
  builtIn: readonly Connector[];
  listed: readonly ListedConnector[];
  organization: OrganizationCatalogue;
  now: () => number;
}

/** All connectors there are: the built-in ones, the organisation's own, and those of Microsoft's list. */
export type Catalogue = ReturnType<typeof createCatalogue>;

export function createCatalogue({ store, builtIn, listed, organization, now }: CatalogueOptions) {
  const connectors = new Map(builtIn.map(connector => [connector.id, connector]));
  const listedById = new Map(listed.map(entry => [entry.id, entry]));

  /** In the order of their names. @param search text of which a name, an alias or the id has a part */
  async function entries(tenantId: string, search = ''): Promise<CatalogueEntry[]> {
    const opened = await openedIds(tenantId);
    const own = await organization.list(tenantId);
    return [
      ...builtIn.map(one => builtInEntry(one, listedById.get(one.id), opened.has(one.id), now())),
      ...listed.filter(one => !connectors.has(one.id)).map(one => listedEntry(one, opened.has(one.id), now())),
      ...own.map(publishedEntry),
    ]
      .filter(entry => isFound(search, namesOf(entry)))
      .sort((one, other) => one.name.en.localeCompare(other.name.en, 'en'));
  }

  /** The connector that somebody means by an id, a name or an alias, in any spelling. Throws a CatalogueError. */
  async function named(tenantId: string, name: string): Promise<CatalogueEntry> {
    const all = await entries(tenantId);
    const wanted = searchForm(name);
    const found =
      all.filter(entry => entry.id === name).slice(0, 1)[0] ??
      only(
        all.filter(entry => namesOf(entry).some(one => searchForm(one) === wanted)),
        name,
      );
    if (found) return found;
    const near = all.filter(entry => wanted.length > 2 && isFound(name, namesOf(entry))).map(entry => entry.id);
    throw new CatalogueError(
      'connector-not-found',
      `There is no connector "${name}" in the catalogue.${near.length > 0 ? ` Is it ${near.join(', ')}?` : ' "connector list" shows all.'}`,
    );
  }

  /** What a new connection needs, or why there can be none. Throws a CatalogueError if there is no such connector. */
  async function mayAdd(
    tenantId: string,
    name: string,
  ): Promise<({ ok: true } & AddableConnector) | { ok: false; entry: CatalogueEntry; refusal: Refusal }> {
    const entry = await named(tenantId, name);
    if (entry.refusal) return { ok: false, entry, refusal: entry.refusal };
    const version = entry.origin === 'organization' ? (entry.version ?? null) : null;
    const connector = await find(tenantId, entry.id, version);
    return connector ? { ok: true, connector, version } : { ok: false, entry, refusal: { because: 'noFolder' } };
  }

  /** The connector of a connection. @param version as the connection notes it: null for a built-in one */
  async function find(tenantId: string, id: string, version: string | null): Promise<Connector | undefined> {
    return version === null ? connectors.get(id) : organization.find(tenantId, id, version);
  }

  /** Lets a retired or scheduled connector take new connections. Throws a CatalogueError if there is none of ours. */
  async function open(tenantId: string, name: string): Promise<CatalogueEntry> {
    const { id, name: shown, origin, lifecycle, opened } = await named(tenantId, name);
    if (origin === 'listed')
      throw new CatalogueError(
        'nothing-to-open',
        `${shown.en} cannot be opened: there is no connector of ours for it.`,
      );
    if (origin === 'organization')
      throw new CatalogueError('nothing-to-open', `${shown.en} is the organization's own: publish it instead.`);
    if (lifecycle.state !== 'available' && !opened)
      await store
        .insertInto('opened_connector')
        .values({ tenant_id: tenantId, id, opened_at: now() })
        .onConflict(conflict => conflict.columns(['tenant_id', 'id']).doNothing())
        .execute();
    return named(tenantId, id);
  }

  /** Takes an opening back: what Microsoft's list says holds again. Existing connections go on. */
  async function close(tenantId: string, name: string): Promise<CatalogueEntry> {
    const { id } = await named(tenantId, name);
    await store.deleteFrom('opened_connector').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
    return named(tenantId, id);
  }

  async function openedIds(tenantId: string): Promise<Set<string>> {
    const rows = await store.selectFrom('opened_connector').select('id').where('tenant_id', '=', tenantId).execute();
    return new Set(rows.map(row => row.id));
  }

  return { entries, named, mayAdd, find, open, close };
}

/** Why a connector takes no new connections, in words. */
export function refusalText(name: Texts, refusal: Refusal, language: Language): string {
  const values = { ...refusal, name: name[language] };
  return fillIn(catalogueTexts(language)[refusal.because], values);
}

const namesOf = ({ id, name, aliases }: CatalogueEntry) => [id, name.en, name.fr, ...aliases];

function only(found: CatalogueEntry[], name: string): CatalogueEntry | undefined {
  if (found.length > 1)
    throw new CatalogueError(
      'connector-not-clear',
      `"${name}" may be ${found.map(entry => entry.id).join(' or ')}: give one of these.`,
    );
  return found[0];
}

const described = ({ id, name, publisher, shortDescription, categories, aliases, body, version }: Descriptor) => ({
  id,
  name,
  publisher,
  description: shortDescription,
  categories,
  aliases,
  kind: body.format === 'feed' ? ('feed' as const) : ('webhook' as const),
  version,
});

function builtInEntry(
  connector: Connector,
  listed: ListedConnector | undefined,
  opened: boolean,
  now: number,
): CatalogueEntry {
  const lifecycle = lifecycleOf(listed, now, opened);
  const entry = described(connector);
  return {
    ...entry,
    aliases: [...new Set([...entry.aliases, ...(listed ? [listed.name, ...listed.aliases] : [])])],
    origin: 'built-in',
    lifecycle,
    opened,
    refusal:
      lifecycle.state === 'retired'
        ? { because: 'retired', since: lifecycle.since }
        : lifecycle.state === 'scheduled'
          ? { because: 'scheduled', from: lifecycle.from }
          : undefined,
  };
}

function listedEntry(listed: ListedConnector, opened: boolean, now: number): CatalogueEntry {
  const lifecycle = lifecycleOf(listed, now, false);
  return {
    id: listed.id,
    name: { en: listed.name, fr: listed.name },
    publisher: undefined,
    description: undefined,
    categories: [],
    aliases: listed.aliases,
    kind: undefined,
    origin: 'listed',
    lifecycle,
    opened,
    refusal:
      lifecycle.state === 'retired'
        ? { because: 'retiredWithoutFolder', since: lifecycle.since }
        : { because: 'noFolder' },
    version: undefined,
  };
}

function publishedEntry({ descriptor, unpublishedAt }: PublishedConnector): CatalogueEntry {
  return {
    ...described(descriptor),
    origin: 'organization',
    lifecycle: { state: 'available' },
    opened: false,
    refusal: unpublishedAt === null ? undefined : { because: 'unpublished' },
  };
}
