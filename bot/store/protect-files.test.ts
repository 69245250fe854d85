import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../../test/support/service.ts';
import { protectFiles } from './protect-files.ts';

describe('the files of a data directory', () => {
  let directory: string;
  beforeEach(() => {
    directory = temporaryDirectory();
    chmodSync(directory, 0o755);
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const path = (name: string) => join(directory, name);
  const modeOf = (name: string) => statSync(path(name)).mode & 0o777;
  function put(name: string, mode: number): void {
    writeFileSync(path(name), '');
    chmodSync(path(name), mode);
  }

  it('are for their owner only, with the directory', () => {
    const names = ['channel-connectors.db', 'channel-connectors.db-wal', 'channel-connectors.db-shm', 'service.lock'];
    for (const name of names) put(name, 0o644);
    put('webhook-url-keys', 0o640);
    mkdirSync(path('lost+found'));
    assert.deepEqual(protectFiles(directory), []);
    for (const name of [...names, 'webhook-url-keys']) assert.equal(modeOf(name), 0o600, name);
    assert.equal(modeOf('.'), 0o700);
  });

  it('are mended alone where the directory holds other things', () => {
    put('playground.db', 0o666);
    put('notes.txt', 0o644);
    assert.deepEqual(protectFiles(directory), []);
    assert.equal(modeOf('playground.db'), 0o600);
    assert.equal(modeOf('notes.txt'), 0o644);
    assert.equal(modeOf('.'), 0o755);
  });

  it('are not followed to where a link leads', () => {
    put('notes.txt', 0o644);
    symlinkSync(path('notes.txt'), path('service.lock'));
    protectFiles(directory);
    assert.equal(modeOf('notes.txt'), 0o644);
  });

  it('have a directory that is made where there is none', () => {
    protectFiles(path('a/b'));
    assert.equal(modeOf('a/b'), 0o700);
  });
});
