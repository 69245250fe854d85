import './node-version.mjs';
import { type App, startApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { RootKeysError } from './connections/root-keys.ts';
import { PortInUseError } from './operation/listening.ts';
import { createLog } from './operation/log.ts';
import { DataDirectoryInUseError } from './store/data-directory-lock.ts';

/** What a person can mend gets its sentence and no stack. */
const expected = [ConfigError, RootKeysError, DataDirectoryInUseError, PortInUseError];

function fail(error: unknown): never {
  if (error instanceof Error && expected.some(kind => error instanceof kind))
    process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exit(1);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const app = await startApp({ config, log });
  // What starting left behind is 20 MB, which V8 would keep: with --expose-gc, as npm start has it, it is given back.
  globalThis.gc?.({ type: 'major', flavor: 'last-resort', execution: 'sync' });
  log.info({ url: app.url, publicUrl: config.publicUrl }, 'Channel Connectors is ready');
  if (config.bot.kind === 'none')
    log.warn('No bot credentials: only Teams on this machine (loopback addresses) is believed and called.');
  stopOnSignal(app, () => log.info('stopped'));
}

/** The first signal lets what is under way come to its end, a second one does not wait for it. */
function stopOnSignal(app: App, onStopped: () => void): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      app.stop().then(onStopped, fail);
    });
}

main().catch(fail);
