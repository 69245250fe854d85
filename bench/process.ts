import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A program of its own, as the benchmark runs everything that it measures. */
export interface Program {
  /** What the ready line told: the first group of its pattern. */
  ready: string;
  /** From the start of the process to its ready line, in milliseconds. */
  startTime: number;
  /** Resident memory now, in MB of a million bytes. */
  memory(): number;
  /** Time on a processor since its start, in seconds. */
  processorTime(): number;
  /** SIGTERM, and SIGKILL for one that does not end within 20 seconds. Resolves when the process has ended. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  arguments: string[];
  variables?: Record<string, string>;
  readyLine: RegExp;
}

const longestStop = 20_000;

/** Starts Node with `arguments` and waits for its ready line. Rejects with what it printed if it ends before. */
export function startProgram({ arguments: args, variables = {}, readyLine }: ProgramOptions): Promise<Program> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid, stdout, stderr } = child;
  // Whatever ends the benchmark ends what it started.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const printed: string[] = [];

  async function stop(): Promise<void> {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), longestStop);
    await ended;
    clearTimeout(late);
  }

  return new Promise((resolve, reject) => {
    const onLine = (line: string) => {
      const match = readyLine.exec(line);
      if (match && pid !== undefined)
        resolve({
          ready: match[1] ?? '',
          startTime: performance.now() - begun,
          memory: () => residentMemory(pid),
          processorTime: () => processorTime(pid),
          stop,
        });
      // Read on, so that the process never waits for its output; only the beginning is kept.
      else if (printed.length < 100) printed.push(line);
    };
    createInterface({ input: stdout }).on('line', onLine);
    createInterface({ input: stderr }).on('line', onLine);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${args.join(' ')} did not start:\n${printed.join('\n')}`)));
  });
}

/** Linux only, as is the resident size that people compare. */
function residentMemory(pid: number): number {
  const [, kilobytes = 'NaN'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}

/** User and system time (proc(5), `stat`); its unit is a hundredth of a second. */
function processorTime(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}
