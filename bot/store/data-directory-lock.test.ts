import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { temporaryDirectory } from '../../test/support/service.ts';
import { DataDirectoryInUseError, lockDataDirectory } from './data-directory-lock.ts';

describe('the lock of a data directory', () => {
  let directory: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  /** Runs a program in a process of its own until it prints a line. */
  async function runs(program: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    assert.ok(child.stdout);
    await once(child.stdout, 'data');
    return child;
  }
  const service = () =>
    runs(`
      import { lockDataDirectory } from '${join(import.meta.dirname, 'data-directory-lock.ts')}';
      await lockDataDirectory(${JSON.stringify(directory)});
      setInterval(() => {}, 60_000);
      console.log('locked');
    `);
  const isRefused = () => assert.rejects(lockDataDirectory(directory), DataDirectoryInUseError);

  it('keeps a second service off, until the first is killed', async () => {
    const first = await service();
    await isRefused();
    first.kill('SIGKILL');
    await once(first, 'exit');
    (await lockDataDirectory(directory)).release();
  });

  it('is free again after its release', async () => {
    (await lockDataDirectory(directory)).release();
    (await lockDataDirectory(directory)).release();
  });

  // Elsewhere there are no names that cannot be deleted.
  const onLinux = process.platform === 'linux' ? it : () => {};

  onLinux('holds where its file was deleted', async () => {
    await service();
    for (const name of readdirSync(directory)) rmSync(join(directory, name));
    await isRefused();
    assert.deepEqual(readdirSync(directory), []);
  });

  it('is not kept by somebody who may only read its file', async () => {
    const file = join(directory, 'service.lock');
    await runs(`
      import { DatabaseSync } from 'node:sqlite';
      const made = new DatabaseSync(${JSON.stringify(file)});
      made.exec('create table made (a)');
      made.close();
      const reader = new DatabaseSync(${JSON.stringify(file)}, { readOnly: true });
      reader.exec('begin');
      reader.prepare('select * from made').all();
      setInterval(() => reader.isOpen, 60_000);
      console.log('reads');
    `);
    (await lockDataDirectory(directory)).release();
  });

  onLinux('is not kept by somebody who has its name and cannot read the directory', async () => {
    const { dev, ino } = statSync(directory, { bigint: true });
    const stranger = createServer(socket => socket.on('error', () => {}).end('0'.repeat(64)));
    stranger.listen({ path: `\0channel-connectors/${dev}/${ino}` });
    await once(stranger, 'listening');
    try {
      (await lockDataDirectory(directory)).release();
    } finally {
      stranger.close();
    }
  });

  // Only root can give a file to somebody else.
  const asRoot = process.getuid?.() === 0 ? it : () => {};

  asRoot('is not kept by somebody else who has put its file there', async () => {
    const file = join(directory, 'service.lock');
    await runs(`
      import { DatabaseSync } from 'node:sqlite';
      const kept = new DatabaseSync(${JSON.stringify(file)});
      kept.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
      setInterval(() => kept.isOpen, 60_000);
      console.log('kept');
    `);
    await isRefused();
    chownSync(file, 65_534, 65_534);
    (await lockDataDirectory(directory)).release();
  });

  it('is a file for its owner only', async () => {
    writeFileSync(join(directory, 'service.lock'), '');
    chmodSync(join(directory, 'service.lock'), 0o644);
    const lock = await lockDataDirectory(directory);
    assert.equal(statSync(join(directory, 'service.lock')).mode & 0o777, 0o600);
    lock.release();
  });
});
