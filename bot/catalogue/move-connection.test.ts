import assert from 'node:assert/strict';
import { connectorFiles, connectorJson } from '../../test/support/connector-files.ts';
import { teamId, tenantId, testStore } from '../../test/support/store.ts';
import type { Store } from '../store/store.ts';
import { CatalogueError } from './catalogue-error.ts';
import { createReceivingConnectorFinder } from './find-receiving-connector.ts';
import { type MoveOptions, moveConnection, previewMove } from './move-connection.ts';
import { createOrganizationCatalogue, type OrganizationCatalogue } from './organization-catalogue.ts';
import { readPackageFiles } from './package/read-package.ts';

const event = (title: string) => ({
  name: { en: 'Boiled', fr: 'Bouilli' },
  on: ['boiled'],
  default: true,
  message: { title },
});
const key = { id: 'key', type: 'text', required: true, label: { en: 'Key', fr: 'Clé' } };
const connectionId = '0123456789abcdef01234567';

describe('a connection of a published connector', () => {
  let store: Store;
  let organization: OrganizationCatalogue;
  let options: MoveOptions;
  const publish = (version: string, title: string, changes: Record<string, unknown> = {}) =>
    organization.publish(
      tenantId,
      readPackageFiles(
        connectorFiles({
          'connector.json': connectorJson({ version, ...changes }),
          'events/boiled.json': event(title),
        }),
      ),
      null,
    );
  const versionNow = async () =>
    (await store.selectFrom('connection').select('connector_version').executeTakeFirstOrThrow()).connector_version;
  const titleOf = async (version: string | null) => {
    const find = createReceivingConnectorFinder([], organization, 'en');
    const connector = await find({ tenantId, connector: 'kettle', connectorVersion: version });
    const received = connector?.receive({ event: 'boiled' }, { headers: {}, settings: {} });
    return received?.outcome === 'accepted' ? received.notifications[0]?.summary : undefined;
  };

  beforeEach(async () => {
    store = await testStore();
    organization = createOrganizationCatalogue({ store, cloud: 'commercial', isTaken: () => false, now: () => 1 });
    options = { store, organization, language: 'en' };
    await publish('1.0.0', 'First');
    await store
      .insertInto('connection')
      .values({
        id: connectionId,
        tenant_id: tenantId,
        team_id: teamId,
        channel_id: teamId,
        connector: 'kettle',
        connector_version: '1.0.0',
        name: 'Kitchen',
        settings: '{}',
        created_at: 1,
      })
      .execute();
  });
  afterEach(() => store.destroy());

  it('stays on its version until it is moved', async () => {
    await publish('2.0.0', 'Second');
    assert.equal(await titleOf(await versionNow()), 'First');
    await moveConnection(options, tenantId, connectionId, '2.0.0');
    assert.equal(await titleOf(await versionNow()), 'Second');
    await moveConnection(options, tenantId, connectionId, '1.0.0');
    assert.equal(await titleOf(await versionNow()), 'First');
  });

  it('is shown before what would change, with the settings that it lacks', async () => {
    await publish('2.0.0', 'Second', { settings: [key] });
    const preview = await previewMove(options, tenantId, connectionId, '2.0.0');
    assert.deepEqual([preview.from, preview.to, preview.same], ['1.0.0', '2.0.0', 0]);
    const [changed] = preview.changed;
    assert.equal(changed?.sample, 'boiled');
    assert.match(JSON.stringify(changed?.before), /First/);
    assert.match(JSON.stringify(changed?.after), /Second/);
    assert.deepEqual(preview.missingSettings, ['key']);
    assert.equal(await versionNow(), '1.0.0');
  });

  it('is told when nothing would look different', async () => {
    await publish('1.0.1', 'First');
    const preview = await previewMove(options, tenantId, connectionId, '1.0.1');
    assert.deepEqual([preview.changed, preview.same], [[], 1]);
  });

  it('goes to no version that there is not, and is moved by no other tenant', async () => {
    const fails = (code: CatalogueError['code']) => (error: unknown) =>
      error instanceof CatalogueError && error.code === code;
    await assert.rejects(moveConnection(options, tenantId, connectionId, '9.0.0'), fails('version-not-found'));
    await assert.rejects(moveConnection(options, 'other', connectionId, '1.0.0'), fails('connection-not-found'));
    await store.updateTable('connection').set({ connector: 'github', connector_version: null }).execute();
    await assert.rejects(moveConnection(options, tenantId, connectionId, '1.0.0'), fails('version-not-found'));
  });
});

describe('createReceivingConnectorFinder', () => {
  it('reads a version once, and looks again for what it did not find', async () => {
    const asked: string[] = [];
    const { connector } = readPackageFiles(connectorFiles());
    const find = createReceivingConnectorFinder(
      [],
      {
        find: async (_, id, version) => {
          asked.push(`${id} ${version}`);
          return version === '1.0.0' ? connector : undefined;
        },
      },
      'en',
    );
    const wanted = (connectorVersion: string | null) => ({ tenantId, connector: 'kettle', connectorVersion });
    for (let times = 0; times < 2; times += 1) for (const version of ['1.0.0', '2.0.0']) await find(wanted(version));
    assert.deepEqual(asked, ['kettle 1.0.0', 'kettle 2.0.0', 'kettle 2.0.0']);
    assert.equal(find(wanted(null)), undefined);
  });

  it('has the built-in connectors at once', () => {
    const { connector } = readPackageFiles(connectorFiles());
    const organization = { find: () => assert.fail('the store was asked') };
    const find = createReceivingConnectorFinder([connector], organization, 'en');
    const found = find({ tenantId, connector: 'kettle', connectorVersion: null });
    assert.ok(found && 'cap' in found && found.cap === 10_000);
  });
});
