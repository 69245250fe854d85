import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildPage, pageIsFresh } from './build-page.ts';
import { firstConnection } from './first-connection.ts';

const root = join(import.meta.dirname, '..');
const port = process.env.PORT || '3978';
const playgroundPort = process.env.PLAYGROUND_PORT || '3979';
const service = `http://127.0.0.1:${port}`;
const playground = `http://127.0.0.1:${playgroundPort}`;

const children: ChildProcess[] = [];
let stopping = false;

/** A process of its own. What it prints is shown; when it ends, everything ends. */
function start(file: string, variables: Record<string, string>): void {
  const child = spawn(process.execPath, [join(root, file)], {
    env: { ...variables, ...process.env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  children.push(child);
  child.on('exit', code => stop(code ?? 0));
}

/** Both have their time to end what is under way; a second Ctrl-C does not wait. */
function stop(code: number): void {
  process.exitCode ||= code;
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
}

async function untilReady(url: string): Promise<boolean> {
  while (!stopping) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return true;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return false;
}

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0));
  start('bot/main.ts', { LOG_LEVEL: 'error' });
  if (!(await pageIsFresh())) {
    console.log('Building the playground’s page …');
    await buildPage();
  }
  if (stopping) return;
  start('playground/main.ts', { BOT_ENDPOINT: `${service}/api/messages` });
  if (!(await untilReady(`${service}/readyz`)) || !(await untilReady(`${playground}/playground/api/state`))) return;

  const first = await firstConnection(playground, () => stopping);
  if (stopping) return;
  console.log(
    [
      '',
      `  Service      http://localhost:${port}   (no bot credentials: it believes and calls this machine only)`,
      `  Playground   http://localhost:${playgroundPort}   Teams on your own machine: open it in a browser`,
      '',
      ...first,
      '',
      '  Ctrl-C stops both.',
      '',
    ].join('\n'),
  );
}

await main();
