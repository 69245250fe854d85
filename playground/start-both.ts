import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { buildTab, tabIsFresh } from '../tab/build-tab.ts';
import { buildPage, pageIsFresh } from './build-page.ts';
import { describeConnection, type FirstConnection, firstConnection } from './first-connection.ts';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);
const host = process.env.HOST || '127.0.0.1';
const port = process.env.PORT || '3978';
const playgroundPort = process.env.PLAYGROUND_PORT || '3979';
const service = `http://${host.includes(':') ? `[${host.replaceAll(/[[\]]/g, '')}]` : host}:${port}`;
const playground = `http://127.0.0.1:${playgroundPort}`;

/** npm passes a Ctrl-C on once more at once: only what comes later than this, in milliseconds, is a person's second. */
const impatience = 500;

const children: ChildProcess[] = [];
let stoppingSince: number | undefined;
const stopping = () => stoppingSince !== undefined;

/**
 * A process of its own, and out of the terminal's group: a Ctrl-C reaches it once, through us.
 * What it prints is shown; when it ends, everything ends.
 */
function start(file: string, variables: Record<string, string>, ...args: string[]): void {
  const child = spawn(process.execPath, [...process.execArgv, join(root, file), ...args], {
    env: { ...variables, ...process.env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  children.push(child);
  // Ended by our signal before it could listen to it, a process has no code.
  child.on('exit', code => stop(code ?? (stopping() ? 0 : 1)));
}

/** Both have their time to end what is under way; a second Ctrl-C does not wait. */
function stop(code: number): void {
  process.exitCode ||= code;
  if (stoppingSince !== undefined) return;
  stoppingSince = Date.now();
  for (const child of children) child.kill('SIGTERM');
}

function onSignal(): void {
  if (stoppingSince !== undefined && Date.now() - stoppingSince > impatience)
    for (const child of children) child.kill('SIGKILL');
  stop(0);
}

async function untilReady(url: string): Promise<boolean> {
  while (!stopping()) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return true;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return false;
}

/** Both ports are tried before anything is started: whoever holds one must not be taken for us. Answers a complaint. */
async function whyNotPort(name: string, value: string, address: string): Promise<string | undefined> {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    return `${name} is not valid: give a port number from 1 to 65535.`;
  const server = createServer();
  const code = await new Promise<string | undefined>(resolve => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen(number, address, () => resolve(undefined));
  });
  await new Promise(resolve => server.close(resolve));
  // Anything else is for the process itself to find and to name.
  return code === 'EADDRINUSE'
    ? `Port ${number} is in use: stop what listens there, or give another ${name}.`
    : undefined;
}

async function tellPage(first: FirstConnection): Promise<void> {
  const { name: connectionName, ...rest } = first;
  await fetch(`${playground}/playground/api/try-it`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ connectionName, ...rest }),
  });
}

async function command(...words: string[]): Promise<string> {
  const bin = join(root, 'bot', 'cli', 'channel-connectors.mjs');
  return (await run(process.execPath, [bin, ...words])).stdout;
}

async function main(): Promise<void> {
  const complaint =
    (await whyNotPort('PORT', port, host)) ?? (await whyNotPort('PLAYGROUND_PORT', playgroundPort, '127.0.0.1'));
  if (complaint !== undefined) {
    console.error(complaint);
    process.exitCode = 1;
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // Without a bot's credentials it is the playground that says who somebody is.
  const local = process.env.BOT_ID ? {} : { PLAYGROUND_URL: `http://localhost:${playgroundPort}` };
  start('start.ts', { LOG_LEVEL: 'error', ...local }, '--no-playground');
  if (!(await pageIsFresh())) {
    console.log('Building the playground’s page …');
    await buildPage();
  }
  if (!(await tabIsFresh())) {
    console.log('Building the tab …');
    await buildTab();
  }
  // The playground tells the bot at once that it was installed, so the bot comes first.
  if (!(await untilReady(`${service}/readyz`))) return;
  start('playground/main.ts', { BOT_ENDPOINT: `${service}/api/messages`, SERVICE_URL: service });
  if (!(await untilReady(`${playground}/playground/api/state`))) return;

  const { team } = z
    .object({ team: z.object({ id: z.string() }) })
    .parse(await (await fetch(`${playground}/playground/api/state`)).json());
  const first = await firstConnection({ command, teamId: team.id, stopped: stopping });
  if (!first || stopping()) return;
  await tellPage(first);
  console.log(
    [
      '',
      `  Service      http://localhost:${port}   (no bot credentials: it believes and calls this machine only)`,
      `  Playground   http://localhost:${playgroundPort}   Teams on your own machine: open it in a browser`,
      '',
      ...describeConnection(first),
      '',
      '  Ctrl-C stops both.',
      '',
    ].join('\n'),
  );
}

await main().catch((error: unknown) => {
  // What is asked of the command line fails when all is being stopped.
  if (stopping()) return;
  console.error(error);
  stop(1);
});
