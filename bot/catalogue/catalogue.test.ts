import assert from 'node:assert/strict';
import { connectorFiles, connectorJson } from '../../test/support/connector-files.ts';
import { tenantId, testStore } from '../../test/support/store.ts';
import type { Store } from '../store/store.ts';
import { type CatalogueEntry, refusalText } from './catalogue.ts';
import { CatalogueError } from './catalogue-error.ts';
import { type OpenedCatalogue, openCatalogue } from './open-catalogue.ts';
import { readPackageFiles } from './package/read-package.ts';

const day = (text: string) => Date.parse(text);
const fails = (code: CatalogueError['code']) => (error: unknown) =>
  error instanceof CatalogueError && error.code === code;
const kettle = (changes: Record<string, unknown> = {}) =>
  readPackageFiles(connectorFiles({ 'connector.json': connectorJson(changes) }));

describe('the catalogue', () => {
  let store: Store;
  let now: number;
  let opened: OpenedCatalogue;
  const find = async (search: string) => (await opened.catalogue.entries(tenantId, search)).map(entry => entry.id);
  /** Why there is no new connection; undefined if there may be one. */
  const refusal = async (name: string) => {
    const may = await opened.catalogue.mayAdd(tenantId, name);
    return may.ok ? undefined : may.refusal;
  };

  beforeEach(async () => {
    store = await testStore();
    now = day('2026-11-22');
    opened = openCatalogue({ store, cloud: 'commercial', now: () => now });
  });
  afterEach(() => store.destroy());

  it("holds the built-in connectors, the organisation's and those of Microsoft's list, each once", async () => {
    await opened.organization.publish(tenantId, kettle(), null);
    const entries = await opened.catalogue.entries(tenantId);
    const origins = Object.groupBy(entries, entry => entry.origin);
    assert.deepEqual(
      origins['built-in']?.map(entry => entry.id).sort(),
      opened.builtIn.map(connector => connector.id).sort(),
    );
    assert.deepEqual(
      origins.organization?.map(({ id, version, publisher, kind }) => [id, version, publisher, kind]),
      [['kettle', '1.0.0', 'Contoso', 'webhook']],
    );
    assert.ok((origins.listed?.length ?? 0) > 40);
    assert.equal(new Set(entries.map(entry => entry.id)).size, entries.length);
  });

  it('is searched under any name, in any spelling', async () => {
    await opened.organization.publish(tenantId, kettle({ aliases: ['Théière'] }), null);
    assert.deepEqual(await find('theiere'), ['kettle']);
    assert.deepEqual(await find('BOUILLOIRE'), ['kettle']);
    assert.deepEqual(await find('copain'), ['buddy']);
    assert.deepEqual(await find('Git Hub'), ['github']);
    assert.deepEqual(await find('no such thing'), []);
  });

  it('refuses new connections of what is retired until an administrator opens it', async () => {
    assert.equal((await refusal('Trello'))?.because, 'retired');
    assert.equal((await opened.catalogue.open(tenantId, 'TRELLO')).opened, true);
    assert.equal(await refusal('trello'), undefined);
    assert.equal((await opened.catalogue.open(tenantId, 'trello')).refusal, undefined);
    await opened.catalogue.close(tenantId, 'Trello');
    assert.equal((await refusal('trello'))?.because, 'retired');
  });

  it('opens for one tenant only', async () => {
    await opened.catalogue.open(tenantId, 'trello');
    const other = await opened.catalogue.mayAdd('other', 'trello');
    assert.equal(other.ok, false);
  });

  it('opens nothing for which there is no connector', async () => {
    await assert.rejects(opened.catalogue.open(tenantId, 'COPAIN'), fails('nothing-to-open'));
    assert.equal((await refusal('copain'))?.because, 'retiredWithoutFolder');
    await opened.organization.publish(tenantId, kettle(), null);
    await assert.rejects(opened.catalogue.open(tenantId, 'kettle'), fails('nothing-to-open'));
  });

  it('takes what is scheduled from that day on', async () => {
    now = day('2023-02-27T23:59:59Z');
    assert.deepEqual(await refusal('jenkins'), { because: 'scheduled', from: '2023-02-28' });
    now = day('2023-02-28');
    assert.equal(await refusal('jenkins'), undefined);
  });

  it('refuses new connections of what was unpublished', async () => {
    await opened.organization.publish(tenantId, kettle(), null);
    const may = await opened.catalogue.mayAdd(tenantId, 'Kettle');
    assert.deepEqual(may.ok && [may.connector.id, may.version], ['kettle', '1.0.0']);
    await opened.organization.unpublish(tenantId, 'kettle');
    assert.equal((await refusal('kettle'))?.because, 'unpublished');
    assert.ok(await opened.catalogue.find(tenantId, 'kettle', '1.0.0'));
  });

  it('says what is near when a name is not known, and which there are when it is not clear', async () => {
    await assert.rejects(opened.catalogue.named(tenantId, 'trell'), /There is no connector "trell".* Is it trello\?/);
    await assert.rejects(opened.catalogue.named(tenantId, '!'), fails('connector-not-found'));
    await opened.organization.publish(tenantId, kettle({ aliases: ['GitHub'] }), null);
    assert.equal((await opened.catalogue.named(tenantId, 'github')).id, 'github');
    await assert.rejects(opened.catalogue.named(tenantId, 'GitHub'), fails('connector-not-clear'));
  });

  it('says each refusal in both languages', async () => {
    const entries: CatalogueEntry[] = await opened.catalogue.entries(tenantId);
    for (const { name, refusal: because } of entries)
      if (because)
        for (const language of ['en', 'fr'] as const) {
          const text = refusalText(name, because, language);
          assert.ok(text.includes(name[language]), text);
          assert.doesNotMatch(text, /[{}]/);
        }
  });
});
