import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { connectorFiles, connectorJson } from '../../test/support/connector-files.ts';
import { teamId, testStore } from '../../test/support/store.ts';
import { databaseFile } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { runCommand } from './run-command.ts';

const bin = join(import.meta.dirname, 'channel-connectors.mjs');

function writeFolder(folder: string, files: Map<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe('the connectors on the command line', function () {
  this.timeout(60_000);
  let directory: string;
  let folder: string;
  let store: Store;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'cli-connectors-'));
    folder = join(directory, 'kettle');
    writeFolder(folder, connectorFiles());
    store = await testStore([teamId], databaseFile(directory));
  });
  after(async () => {
    await store.destroy();
    rmSync(directory, { recursive: true });
  });

  async function run(args: string[], variables: Record<string, string> = {}) {
    const { exitCode, stdout, stderr } = await runCommand(args, { DATA_DIR: directory, ...variables });
    return { status: exitCode, stdout, stderr };
  }
  /** A process of its own, for what is written into the folder that one is in. */
  function runInDirectory(...args: string[]): string {
    const env = { PATH: process.env.PATH, DATA_DIR: join(directory, 'nowhere') };
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
      env,
      cwd: directory,
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, ''], args.join(' '));
    return stdout;
  }
  async function print(...args: string[]): Promise<string> {
    const { status, stdout, stderr } = await run(args);
    assert.deepEqual([status, stderr], [0, ''], args.join(' '));
    return stdout;
  }
  async function mustFail(args: string[], why: RegExp, variables: Record<string, string> = {}): Promise<void> {
    const { status, stdout, stderr } = await run(args, variables);
    assert.deepEqual([status, stdout], [1, ''], args.join(' '));
    assert.match(stderr, why);
    assert.doesNotMatch(stderr, /\n {4}at |node:internal/);
  }

  it('are checked, shown and packed without a service', async () => {
    const nowhere = { DATA_DIR: join(directory, 'nowhere') };
    assert.match(
      (await run(['connector', 'validate', folder], nowhere)).stdout,
      /^kettle 1\.0\.0 is in order: 1 events, 1 samp/,
    );
    assert.match(
      (await run(['connector', 'preview', folder], nowhere)).stdout,
      /Kitchen has boiled.*Temperature: 100 °C/s,
    );
    const french = (await run(['connector', 'preview', folder, '--language', 'fr', '--sample', 'boiled'], nowhere))
      .stdout;
    assert.match(french, /Kitchen a bouilli/);
    assert.match(runInDirectory('connector', 'pack', folder), /kettle-1\.0\.0\.zip, \d+ KiB/);
    assert.match(await print('connector', 'validate', join(directory, 'kettle-1.0.0.zip')), /is in order/);
  });

  it('that are not in order are told of, line by line, and change nothing', async () => {
    const wrong = join(directory, 'wrong');
    writeFolder(wrong, connectorFiles({ 'connector.json': connectorJson({ id: 'X' }), 'guide.en.md': ' ' }));
    for (const command of ['validate', 'pack', 'preview', 'publish'])
      await mustFail(['connector', command, wrong], /^connector\.json: id: .*\nguide\.en\.md is missing or empty\.\n$/);
    await mustFail(['connector', 'validate', join(directory, 'none')], /There is no folder or file/);
    await mustFail(['connector', 'preview', folder, '--sample', 'x'], /There is no sample x. There is: boiled/);
    await mustFail(['connector', 'preview', folder, '--language', 'de'], /--language is one of en, fr/);
    assert.equal(await print('connector', 'list', '--search', 'kettle'), 'There is no such connector.\n');
  });

  it('of the organization are published, added, and taken back', async () => {
    const add = ['connections', 'add', '--connector', 'kettle', '--channel', teamId, '--name', 'Kitchen'];
    await mustFail(add, /There is no connector "kettle"/);
    await mustFail(['connector', 'publish', folder], /not available in GCC, GCC High and DoD/, { CLOUD: 'gcchigh' });
    assert.match(await print('connector', 'publish', folder), /^kettle 1\.0\.0 is published/);
    assert.match(await print('connector', 'show', 'Bouilloire'), /^Kettle \(kettle 1\.0\.0\).*1\.0\.0 {2}published/s);
    const added: unknown = JSON.parse(await print(...add, '--json'));
    const { connectorVersion, id } = z.object({ connectorVersion: z.string(), id: z.string() }).parse(added);
    assert.equal(connectorVersion, '1.0.0');
    await mustFail(['connector', 'move', id], /--version is missing/);
    await mustFail(['connector', 'move', id, '--version', '7.0.0'], /There is no version 7\.0\.0/);
    await print('connector', 'unpublish', 'kettle');
    await mustFail(add, /no longer published by your organization/);
    assert.match(await print('connections', 'list'), /Kitchen +kettle 1\.0\.0 +active/);
  });

  it('that Microsoft retired can be added once an administrator has opened them', async () => {
    const add = ['connections', 'add', '--connector', 'Trello', '--channel', teamId, '--name', 'Board'];
    await mustFail(add, /no new connections since 2023-01-\d\d/);
    assert.match(await print('connector', 'open', 'TRELLO'), /yes: opened for the organization/);
    await print(...add);
    assert.match(await print('connector', 'close', 'trello'), /no new connections since/);
    await mustFail(add, /no new connections since/);
    await mustFail(['connector', 'open', 'copain'], /there is no connector of ours for it/);
  });

  it('are drawn as a page of one file', function () {
    this.timeout(120_000);
    runInDirectory('connector', 'preview', folder, '--output', 'cards.html');
    const html = readFileSync(join(directory, 'cards.html'), 'utf8');
    assert.match(html, /Kitchen has boiled/);
    assert.doesNotMatch(html, /<(?:script|link)[^>]+(?:src|href)=/);
  });
});
