import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');
/** Holds `.m365agentsplayground.yml`, which is read from the working directory. */
const directory = join(root, 'test', 'agents-playground');

/** What `.m365agentsplayground.yml` names. */
export const agentsTeam = {
  /** The team's id, which is its General channel's too. */
  id: '19:7c1f4b1e2a534d0c9c7a0d5a51c3c001@thread.tacv2',
  channels: {
    general: '19:7c1f4b1e2a534d0c9c7a0d5a51c3c001@thread.tacv2',
    builds: '19:7c1f4b1e2a534d0c9c7a0d5a51c3c002@thread.tacv2',
  },
};

/** Microsoft's own local Teams, a process of its own. */
export interface AgentsPlayground {
  /** Its page. */
  url: string;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
  ended: Promise<void>;
}

export interface AgentsPlaygroundOptions {
  /** The bot's messaging endpoint. */
  endpoint: string;
  port: number;
  /** Where it writes its log. */
  logFile: string;
}

/**
 * Starts Microsoft 365 Agents Playground, without telemetry and without opening a browser.
 * Rejects with what it printed if it does not start.
 */
export async function startAgentsPlayground(options: AgentsPlaygroundOptions): Promise<AgentsPlayground> {
  const { endpoint, port, logFile } = options;
  const cli = join(root, 'node_modules', '@microsoft', 'm365agentsplayground', 'cli.js');
  const args = ['start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: directory,
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none', M365_AGENTS_PLAYGROUND_LOGFILE: logFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const printed: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', line => {
        printed.push(line);
        const [, chosen] = /^Listening on (\d+)/.exec(line) ?? [];
        if (chosen !== undefined) resolve(`http://localhost:${chosen}`);
      });
    ended.then(() => reject(new Error(`The Agents Playground did not start:\n${printed.join('\n')}`)));
  });
  return {
    url,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
