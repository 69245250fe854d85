import assert from 'node:assert/strict';
import { connectorFiles, connectorJson } from '../../test/support/connector-files.ts';
import { tenantId, testStore } from '../../test/support/store.ts';
import { type Cloud, clouds } from '../policy/cloud.ts';
import type { Store } from '../store/store.ts';
import { CatalogueError } from './catalogue-error.ts';
import { createOrganizationCatalogue } from './organization-catalogue.ts';
import { readPackageFiles } from './package/read-package.ts';

const kettle = (version: string, changes: Record<string, string | object> = {}) =>
  readPackageFiles(connectorFiles({ 'connector.json': connectorJson({ version }), ...changes }));
const fails = (code: CatalogueError['code']) => (error: unknown) =>
  error instanceof CatalogueError && error.code === code;

describe("the organisation's own catalogue", () => {
  let store: Store;
  let now = 1000;
  const open = (cloud: Cloud = 'commercial') =>
    createOrganizationCatalogue({ store, cloud, isTaken: id => id === 'github', now: () => now });

  beforeEach(async () => {
    store = await testStore();
    now = 1000;
  });
  afterEach(() => store.destroy());

  it('keeps every version that was published, the newest first', async () => {
    const catalogue = open();
    await catalogue.publish(tenantId, kettle('1.9.0'), 'somebody');
    now = 2000;
    await catalogue.publish(tenantId, kettle('1.10.0'), null);
    const [published, ...others] = await catalogue.list(tenantId);
    assert.equal(others.length, 0);
    assert.deepEqual(published?.versions, [
      { version: '1.10.0', publishedAt: 2000, publishedBy: null },
      { version: '1.9.0', publishedAt: 1000, publishedBy: 'somebody' },
    ]);
    for (const version of ['1.9.0', '1.10.0'])
      assert.equal((await catalogue.find(tenantId, 'kettle', version))?.version, version);
    assert.equal(await catalogue.find(tenantId, 'kettle', '2.0.0'), undefined);
  });

  it("is each tenant's own", async () => {
    const catalogue = open();
    await catalogue.publish(tenantId, kettle('1.0.0'), null);
    assert.deepEqual(await catalogue.list('other'), []);
    assert.equal(await catalogue.find('other', 'kettle', '1.0.0'), undefined);
    await assert.rejects(catalogue.unpublish('other', 'kettle'), fails('not-published'));
  });

  it('gives back what was published', async () => {
    const catalogue = open();
    const published = kettle('1.0.0');
    await catalogue.publish(tenantId, published, null);
    assert.deepEqual(await catalogue.find(tenantId, 'kettle', '1.0.0'), published.connector);
  });

  it('takes a higher version only, and the same one only with the same content', async () => {
    const catalogue = open();
    await catalogue.publish(tenantId, kettle('1.2.0'), null);
    await assert.rejects(catalogue.publish(tenantId, kettle('1.1.9'), null), fails('version-not-higher'));
    await assert.rejects(
      catalogue.publish(tenantId, kettle('1.2.0', { 'guide.en.md': 'Another {{webhookUrl}}' }), null),
      fails('version-differs'),
    );
    assert.equal((await catalogue.publish(tenantId, kettle('1.2.0'), null)).versions.length, 1);
  });

  it('takes no id of a connector that everybody has, and no feed', async () => {
    const named = readPackageFiles(connectorFiles({ 'connector.json': connectorJson({ id: 'github' }) }));
    await assert.rejects(open().publish(tenantId, named, null), fails('id-taken'));
    const feed = connectorJson({ body: { cap: 1000, format: 'feed' }, event: undefined });
    const files = connectorFiles({ 'connector.json': feed, 'samples/boiled.json': undefined });
    await assert.rejects(open().publish(tenantId, readPackageFiles(files), null), fails('feed'));
  });

  it('unpublishes, and publishes again', async () => {
    const catalogue = open();
    await catalogue.publish(tenantId, kettle('1.0.0'), null);
    now = 5000;
    assert.equal((await catalogue.unpublish(tenantId, 'kettle')).unpublishedAt, 5000);
    now = 6000;
    assert.equal((await catalogue.unpublish(tenantId, 'kettle')).unpublishedAt, 5000);
    assert.ok(await catalogue.find(tenantId, 'kettle', '1.0.0'));
    assert.equal((await catalogue.publish(tenantId, kettle('1.0.0'), null)).unpublishedAt, null);
    await catalogue.unpublish(tenantId, 'kettle');
    assert.equal((await catalogue.publish(tenantId, kettle('1.0.1'), null)).unpublishedAt, null);
  });

  for (const cloud of clouds.filter(one => one !== 'commercial'))
    it(`is not available in ${cloud}`, async () => {
      await assert.rejects(open(cloud).publish(tenantId, kettle('1.0.0'), null), fails('not-in-this-cloud'));
      assert.deepEqual(await open(cloud).list(tenantId), []);
    });
});
