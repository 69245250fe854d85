import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { buildPages } from './support/built-pages.ts';
import { freePort, isFree } from './support/free-port.ts';
import { temporaryDirectory } from './support/service.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

/** `npm start`, running. */
interface Started {
  lines: string[];
  /** Resolves with the line when it is printed; rejects with all lines if it never is. */
  prints(line: RegExp): Promise<string>;
  /** What a terminal does at Ctrl-C, and npm once more. */
  interrupt(): void;
  /** The exit code, when neither it nor anything that it started lives any more. */
  ended: Promise<number | null>;
}

const running: Started[] = [];

function start(variables: Record<string, string>, ...args: string[]): Started {
  const { BOT_ID: _, LOG_LEVEL: __, HOST: ___, PUBLIC_URL: ____, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(root, 'start.ts'), ...args], {
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', line => {
      lines.push(line);
      for (const look of waiting) look();
    });
  // "close" comes when the last process that holds its output has ended.
  const ended = new Promise<number | null>(resolve => child.once('close', code => resolve(code)));
  const started: Started = {
    lines,
    ended,
    prints: pattern =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find(line => pattern.test(line));
          if (found !== undefined) resolve(found);
        };
        waiting.add(look);
        look();
        ended.then(code => reject(new Error(`It ended with ${code} and printed:\n${lines.join('\n')}`)));
      }),
    interrupt() {
      const { pid } = child;
      if (pid === undefined || child.exitCode !== null) return;
      process.kill(-pid, 'SIGINT');
      process.kill(-pid, 'SIGINT');
    },
  };
  running.push(started);
  return started;
}

describe('npm start', function () {
  this.timeout(60_000);
  let directory: string;
  let port: number;
  let playgroundPort: number;
  let variables: Record<string, string>;

  before(async function () {
    this.timeout(120_000);
    await buildPages();
  });

  beforeEach(async () => {
    directory = temporaryDirectory();
    port = await freePort();
    playgroundPort = await freePort();
    variables = { PORT: String(port), PLAYGROUND_PORT: String(playgroundPort), DATA_DIR: directory };
  });
  afterEach(async () => {
    for (const { interrupt, ended } of running.splice(0)) {
      interrupt();
      await ended;
    }
    rmSync(directory, { recursive: true });
  });

  async function assertAllStopped(): Promise<void> {
    assert.deepEqual([await isFree(port), await isFree(playgroundPort)], [true, true]);
  }

  it('prints a URL and a line to try; both are the same after a second start', async () => {
    const first = start(variables);
    await first.prints(/Ctrl-C stops both/);
    const lines = first.lines.map(line => line.trim());
    const url = lines.find(line => line.startsWith(`http://localhost:${port}/w/`));
    const curl = lines.find(line => line.startsWith('curl '));
    assert.ok(url && curl, lines.join('\n'));
    assert.ok(lines.some(line => line.includes(`http://localhost:${playgroundPort} `)));
    await followLine(curl, await events(playgroundPort));
    first.interrupt();
    assert.equal(await first.ended, 0);
    await assertAllStopped();

    const second = start(variables);
    await second.prints(/Ctrl-C stops both/);
    assert.deepEqual(second.lines, first.lines);
    second.interrupt();
    assert.equal(await second.ended, 0);
    await assertAllStopped();
  });

  for (const name of ['PORT', 'PLAYGROUND_PORT'] as const)
    it(`says in one line that ${name} is in use, and starts nothing`, async () => {
      const busy = await occupy(name === 'PORT' ? port : playgroundPort);
      try {
        const started = start(variables);
        assert.equal(await started.ended, 1);
        const number = variables[name];
        assert.deepEqual(started.lines, [
          `Port ${number} is in use: stop what listens there, or give another ${name}.`,
        ]);
      } finally {
        await new Promise(resolve => busy.close(resolve));
      }
      await assertAllStopped();
    });

  it('stops everything where the data directory is in use, and says so in one line', async () => {
    const first = start(variables, '--no-playground');
    await first.prints(/is ready/);
    const [otherPort, otherPlaygroundPort] = [await freePort(), await freePort()];
    const second = start({
      ...variables,
      PORT: String(otherPort),
      PLAYGROUND_PORT: String(otherPlaygroundPort),
    });
    assert.equal(await second.ended, 1);
    assert.match(second.lines.join('\n'), /^Another Channel Connectors already runs on .*$/);
    assert.deepEqual([await isFree(otherPort), await isFree(otherPlaygroundPort)], [true, true]);
    first.interrupt();
    await first.ended;
  });

  it('starts the service alone with --no-playground', async () => {
    const started = start(variables, '--no-playground');
    await started.prints(/is ready/);
    assert.equal((await fetch(`http://127.0.0.1:${port}/readyz`)).status, 200);
    assert.equal(await isFree(playgroundPort), true);
    started.interrupt();
    await started.ended;
    await assertAllStopped();
  });

  it('does not start on an address that others reach without PUBLIC_URL, and says why', async () => {
    const started = start({ ...variables, HOST: '0.0.0.0' });
    assert.equal(await started.ended, 1);
    assert.match(started.lines.join('\n'), /^HOST is not a loopback address, so PUBLIC_URL is needed: /m);
    await assertAllStopped();
  });
});

/** Runs the line as a shell does, and waits until the card is in the channel. */
async function followLine(curl: string, posted: (words: string) => Promise<void>): Promise<void> {
  const there = posted('My first message in a channel.');
  const { stdout } = await run('sh', ['-c', curl]);
  assert.equal(stdout, '1');
  await there;
}

/** Listens to what the playground's page is told; what comes back resolves when the words are in a new post. */
async function events(port: number): Promise<(words: string) => Promise<void>> {
  const { body } = await fetch(`http://127.0.0.1:${port}/playground/api/events`);
  assert.ok(body);
  return async words => {
    let text = '';
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('event: post') && text.includes(words)) return;
    }
    assert.fail(`The events ended without a post that says: ${words}`);
  };
}

async function occupy(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  return server;
}
