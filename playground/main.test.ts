import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readOptions } from './options.ts';
import { PortInUseError, startPlayground } from './playground.ts';

describe('the playground as a process', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'playground-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function start(
    environment: Record<string, string>,
  ): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
    return spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: {
        PATH: process.env.PATH,
        DATA_DIR: join(folder, 'data'),
        BOT_ENDPOINT: 'http://127.0.0.1:9/api/messages',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  it('starts, makes its data directory, and stops properly on SIGTERM', async () => {
    const probe = await startPlayground();
    await probe.close();
    const child = start({ PLAYGROUND_PORT: String(probe.port) });
    const [line] = await once(child.stdout, 'data');
    assert.equal(String(line), `Playground: http://localhost:${probe.port}\n`);
    assert.equal((await fetch(`http://localhost:${probe.port}/playground/api/state`)).status, 200);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.equal(statSync(join(folder, 'data', 'playground.db')).mode & 0o777, 0o600);
  });

  it('says in one line that its port is busy', async () => {
    const first = await startPlayground();
    const child = start({ PLAYGROUND_PORT: String(first.port) });
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    const line = `Port ${first.port} is in use. Stop what uses it, or choose another port with PLAYGROUND_PORT.`;
    assert.deepEqual([code, stderr], [1, `Playground: ${line}\n`]);
    await assert.rejects(startPlayground({ port: first.port }), PortInUseError);
    await first.close();
  });

  it('names the variable that is wrong', () => {
    const DATA_DIR = folder;
    assert.throws(
      () => readOptions({ DATA_DIR, PLAYGROUND_PORT: 'x' }),
      /^Error: PLAYGROUND_PORT: must be a port number/,
    );
    assert.throws(
      () => readOptions({ DATA_DIR, BOT_ENDPOINT: 'x' }),
      /^Error: BOT_ENDPOINT: must be the address of the bot/,
    );
    assert.throws(() => readOptions({ DATA_DIR, PLAYGROUND_RECORD: 'x' }), /^Error: PLAYGROUND_RECORD/);
  });

  it('has settings for benchmarks', async () => {
    const options = readOptions({ PLAYGROUND_MEMORY: 'true', PLAYGROUND_CHANNELS: '20', PLAYGROUND_RECORD: 'none' });
    assert.deepEqual([options.port, options.dataFile, options.record], [3979, ':memory:', 'none']);
    const playground = await startPlayground({ ...options, port: 0, announce: false });
    assert.equal(playground.world.channels.length, 23);
    await playground.close();
  });

  it('ends open event streams when it closes', async () => {
    const playground = await startPlayground();
    const response = await fetch(`${playground.url}/playground/api/events`);
    const [body] = await Promise.all([response.text().catch(() => 'ended'), playground.close()]);
    assert.match(body, /retry: 1000|ended/);
  });
});
