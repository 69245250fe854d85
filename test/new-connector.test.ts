import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Playground, startPlayground } from '../playground/playground.ts';
import { type Service, startService, temporaryDirectory } from './support/service.ts';

const page = join(import.meta.dirname, '..', 'docs', 'writing-a-connector.md');
/** A file of the walk-through: its name in bold, and the block that follows. */
const fileOfPage = /^\*\*`(example-builds\/[^`]+)`\*\*[^\n]*\n\n(`{3,4})\w+\n(.*?)\n\2$/gms;
const added = z.object({ id: z.string(), connectorVersion: z.string(), urls: z.object({ short: z.string() }) });
const secret = 'a secret of the test';

/** Does what the page says: the files of the walk-through, in an empty folder. */
function writeWalkThrough(directory: string): string {
  for (const [, path = '', , content] of readFileSync(page, 'utf8').matchAll(fileOfPage)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), `${content}\n`);
  }
  return join(directory, 'example-builds');
}

describe('a new connector, written as the page on it says', function () {
  this.timeout(60_000);
  let directory: string;
  let folder: string;
  let service: Service;
  let playground: Playground;

  before(async () => {
    directory = temporaryDirectory();
    folder = writeWalkThrough(directory);
    service = await startService();
    playground = await startPlayground({ botUrl: `${service.url}/api/messages` });
    await playground.announced;
  });
  after(async () => {
    await service.stop();
    await playground.close();
    rmSync(directory, { recursive: true });
  });

  const connector = (...args: string[]) => service.command('connector', ...args);
  const sample = (name: string) => readFileSync(join(folder, 'samples', name), 'utf8');

  it('is valid, and shows its cards', async () => {
    assert.match(await connector('validate', folder), /^example-builds 1\.0\.0 is in order/);
    assert.match(await connector('preview', folder), /cart: rounds to the cent/);
    assert.match(await connector('preview', folder, '--language', 'fr'), /Durée/);
  });

  it('is packed, published, added to a channel, and posts what its service sends', async () => {
    const zip = join(directory, 'example-builds.zip');
    await connector('pack', folder, '--output', zip);
    await connector('publish', zip);
    assert.match(await connector('list', '--search', 'example builds'), /example-builds .*organization +1\.0\.0 +yes/);
    const channel = playground.world.team.id;
    const connection = added.parse(
      JSON.parse(
        // biome-ignore format: as one would type it
        await service.command('connections', 'add', '--connector', 'Example Builds', '--channel', channel, '--name', 'Shop builds', '--set', `secret=${secret}`, '--json'),
      ),
    );
    assert.equal(connection.connectorVersion, '1.0.0');

    const body = sample('build-failed.json');
    const headers = z.record(z.string(), z.string()).parse(JSON.parse(sample('build-failed.headers.json')));
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const post = (signed: string) =>
      fetch(connection.urls.short, {
        method: 'POST',
        body,
        headers: { ...headers, 'content-type': 'application/json', 'x-example-signature': signed },
      });
    assert.equal((await post('sha256=00')).status, 401);
    const answer = await post(signature);
    assert.equal(`${answer.status} ${await answer.text()}`, '200 1');
    const { activity } = await playground.waitFor(({ activity: posted }) =>
      JSON.stringify(posted ?? '').includes('Nadia Okafor'),
    );
    assert.match(JSON.stringify(activity), /cart: rounds to the cent/);
    assert.deepEqual(playground.record.violations(), []);
  });

  it('stays as it was for its connections when a new version is published, until they are moved', async () => {
    const file = join(folder, 'connector.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version": "1.0.0"', '"version": "1.1.0"'));
    const event = join(folder, 'events', 'build-finished.json');
    writeFileSync(event, readFileSync(event, 'utf8').replace('"Open build"', '"To the build"'));
    await connector('publish', folder);
    const [{ id, connectorVersion } = { id: '', connectorVersion: '' }] = z
      .array(z.object({ id: z.string(), connectorVersion: z.string() }))
      .parse(JSON.parse(await service.command('connections', 'list', '--json')));
    assert.equal(connectorVersion, '1.0.0');
    assert.match(
      await connector('move', id, '--version', '1.1.0', '--preview'),
      /would go .*Open build.*To the build/s,
    );
    assert.match(await connector('move', id, '--version', '1.1.0'), /has gone from version 1\.0\.0 to 1\.1\.0/);
    assert.match(await service.command('connections', 'show', id), /example-builds 1\.1\.0/);
  });
});
