import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

/** The service as people run it: a process of its own on a port of its own. */
export interface Service {
  url: string;
  pid: number;
  dataDirectory: string;
  /** The lines it logged so far. */
  logged: string[];
  /** Runs the command line on its data directory; resolves with what it printed. */
  command(...args: string[]): Promise<string>;
  /** From now on nobody reads what it writes, as where its parent has died. */
  stopReading(): void;
  /** SIGTERM; resolves with the exit code when the process has ended. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when the process has ended. */
  kill(): Promise<void>;
}

export interface ServiceOptions {
  /** Kept when it is given; else one of its own that goes with `stop`. */
  dataDirectory?: string;
  /** Beside the test's own. */
  variables?: Record<string, string>;
  /** In bytes: no file that it writes becomes larger. */
  largestFile?: number;
}

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'channel-connectors-'));
}

/** Starts the service and waits until it is ready. Rejects with what it printed if it does not start. */
export async function startService({
  dataDirectory,
  variables = {},
  largestFile,
}: ServiceOptions = {}): Promise<Service> {
  const directory = dataDirectory ?? temporaryDirectory();
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'info',
    STOP_GRACE_SECONDS: '0',
    ...variables,
    DATA_DIR: directory,
  };
  const program = [process.execPath, join(root, 'start.ts'), '--no-playground'];
  // POSIX: the unit is 512 bytes.
  const limit = largestFile === undefined ? '' : `ulimit -f ${largestFile / 512}; `;
  const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', ...program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const logged: string[] = [];
  const ended = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)));
  const url = await readyUrl(child, logged);

  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    url,
    pid: child.pid ?? Number.NaN,
    dataDirectory: directory,
    logged,
    async command(...args) {
      const bin = join(root, 'bot', 'cli', 'channel-connectors.mjs');
      const { stdout } = await run(process.execPath, [bin, ...args], { env: { ...env, PUBLIC_URL: url } });
      return stdout;
    },
    stopReading() {
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
    async stop() {
      const code = await end('SIGTERM');
      if (dataDirectory === undefined) rmSync(directory, { recursive: true });
      return code;
    },
    async kill() {
      await end('SIGKILL');
    },
  };
}

/** The address that the service logs when it is ready. */
function readyUrl(child: ChildProcess, logged: string[]): Promise<string> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The service has no output.');
  return new Promise((resolve, reject) => {
    for (const stream of [stdout, stderr])
      createInterface({ input: stream }).on('line', line => {
        logged.push(line);
        const [, url] = /"url":"([^"]+)".*(?:is ready"|listens, and)/.exec(line) ?? [];
        if (url) resolve(url);
      });
    child.once('exit', () => reject(new Error(`The service did not start:\n${logged.join('\n')}`)));
  });
}
