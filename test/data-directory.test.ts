import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openSqlite } from '../bot/store/sqlite.ts';
import { type Playground, startPlayground } from '../playground/playground.ts';
import { type Service, startService, temporaryDirectory } from './support/service.ts';

interface Added {
  id: string;
  urls: { short: string };
}

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

describe('the data directory of a service', function () {
  this.timeout(120_000);
  let parent: string;
  let directory: string;
  let service: Service | undefined;
  beforeEach(() => {
    parent = temporaryDirectory();
    directory = join(parent, 'data');
  });
  afterEach(async () => {
    await service?.kill();
    service = undefined;
    rmSync(parent, { recursive: true });
  });

  const start = async (variables: Record<string, string> = {}) => {
    service = await startService({ dataDirectory: directory, variables });
    return service;
  };
  /** What a service that does not start says. */
  const complaint = (variables: Record<string, string> = {}) =>
    startService({ dataDirectory: directory, variables }).then(
      started => started.stop().then(() => assert.fail('The service started.')),
      (error: Error) => error.message,
    );
  const readyz = async ({ url }: Service) => {
    const answer = await fetch(`${url}/readyz`);
    return `${answer.status} ${await answer.text()}`;
  };
  const file = (name: string) => join(directory, name);
  const modes = () =>
    Object.fromEntries(readdirSync(directory).map(name => [name, (statSync(file(name)).mode & 0o777).toString(8)]));

  it('is for its owner only, with all that is in it, also where it was there before', async () => {
    mkdirSync(directory);
    chmodSync(directory, 0o755);
    for (const name of ['service.lock', 'playground.db']) {
      writeFileSync(file(name), '');
      chmodSync(file(name), 0o666);
    }
    await start();
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    const found = modes();
    assert.deepEqual(new Set(Object.values(found)), new Set(['600']), JSON.stringify(found));
    for (const name of ['channel-connectors.db', 'channel-connectors.db-wal', 'webhook-url-keys'])
      assert.ok(name in found, name);
  });

  it('lets no second service in, with or without the files of its lock', async () => {
    await start();
    assert.match(await complaint(), /Another Channel Connectors already runs on/);
    rmSync(file('service.lock'));
    assert.match(await complaint(), /Another Channel Connectors already runs on/);
  });

  it('is missed where it has no database any more', async () => {
    await (await start()).stop();
    for (const name of readdirSync(directory)) if (name.startsWith('channel-connectors.db')) rmSync(file(name));
    assert.match(await complaint(), /The database .* is missing, and there was one before/);
    rmSync(file('database.note'));
    await start();
  });

  it('is missed where its keys are gone, by the service and by the command line', async () => {
    const first = await start();
    const playground: Playground = await startPlayground({ botUrl: `${first.url}/api/messages` });
    await playground.announced;
    const { id } = playground.world.team;
    const before: Added = JSON.parse(
      await first.command(
        'connections',
        'add',
        '--connector',
        'incoming-webhook',
        '--channel',
        id,
        '--name',
        'One',
        '--json',
      ),
    );
    await playground.close();
    await first.stop();
    rmSync(file('webhook-url-keys'));
    assert.match(await complaint(), /Root key 1 is missing .*: 1 webhook URLs and 0 secret settings need it/);
    await assert.rejects(first.command('connections', 'list'), /Root key 1 is missing/);
    assert.ok(!readdirSync(directory).includes('webhook-url-keys'));
    const again = await start({ LOST_WEBHOOK_URL_KEYS: '1' });
    const after: Added = JSON.parse(await again.command('connections', 'show', before.id, '--json'));
    const statuses: number[] = [];
    for (const { urls } of [before, after]) {
      const { pathname } = new URL(urls.short);
      statuses.push((await fetch(again.url + pathname, { method: 'POST', body: '{"text":"a"}' })).status);
    }
    assert.deepEqual(statuses, [404, 200]);
  });

  it('is asked for in place of a database that is not understood', async () => {
    const variables = { DATABASE_URL: 'postgres://user:secret@db.example.org/connectors' };
    const said = await complaint(variables);
    assert.match(said, /DATABASE_URL is set, and no other database is understood yet/);
    assert.ok(!said.includes('secret'));
    const bin = join(root, 'bot', 'cli', 'channel-connectors.mjs');
    await assert.rejects(
      run(process.execPath, [bin, 'teams', 'list'], { env: { ...process.env, ...variables } }),
      /DATABASE_URL is set/,
    );
  });

  it('with damaged pages is not called ready', async () => {
    await (await start()).stop();
    await damage(file('channel-connectors.db'));
    const again = await start();
    assert.equal(await readyz(again), '503 not ready');
    const said = again.logged.join('\n');
    assert.match(said, /The database is damaged: stop the service, put a backup in its place/);
    assert.doesNotMatch(said, /is ready/);
  });

  it('that takes nothing more is not called ready, and its log says why in few lines', async () => {
    const first = await start();
    const playground = await startPlayground({ botUrl: `${first.url}/api/messages` });
    await playground.announced;
    const { id } = playground.world.team;
    const added: Added = JSON.parse(
      await first.command(
        'connections',
        'add',
        '--connector',
        'incoming-webhook',
        '--channel',
        id,
        '--name',
        'One',
        '--json',
      ),
    );
    const { pathname } = new URL(added.urls.short);
    await first.stop();

    // No file may grow beyond this: what a full disk is to a user without the rights to fill one.
    const limited = await startService({ dataDirectory: directory, largestFile: 512 * 1024 });
    service = limited;
    const post = async () => (await fetch(limited.url + pathname, { method: 'POST', body: long })).status;
    while ((await post()) === 200);
    assert.equal(await readyz(limited), '503 not ready');
    for (let count = 0; count < 200; count += 1) assert.equal(await post(), 503);
    const errors = limited.logged.filter(line => line.includes('"level":"error"'));
    assert.match(errors[0] ?? '', /The database cannot be written: the disk refuses it/);
    assert.ok(errors.length <= 2, errors.join('\n'));
    assert.doesNotMatch(errors.join('\n'), /cannot rollback/);
    const metrics = await (await fetch(`${limited.url}/metrics`)).text();
    assert.match(metrics, /^channel_connectors_ready 0$/m);
    assert.match(metrics, /^channel_connectors_store_fault\{fault="unwritable"\} 1$/m);
    await playground.close();
  });

  it('that cannot be written at all does not let the service start', async () => {
    await (await start()).stop();
    const said = await startService({ dataDirectory: directory, largestFile: 0 }).then(
      () => 'it started',
      (error: Error) => error.message,
    );
    assert.match(said, /cannot be written|is full/);
  });
});

const long = JSON.stringify({ text: 'x'.repeat(5_000) });

/** Writes over the last page, as a broken disk does. */
async function damage(database: string): Promise<void> {
  // What is closed last has everything in the file itself.
  await openSqlite(database).destroy();
  const { size } = statSync(database);
  const opened = openSync(database, 'r+');
  writeSync(opened, Buffer.alloc(4096, 0xa5), 0, 4096, size - 4096);
  closeSync(opened);
}
