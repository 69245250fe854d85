import './node-version.mjs';
import { type App, startApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { RootKeysError } from './connections/root-keys.ts';
import { giveBackMemory } from './operation/give-back-memory.ts';
import { PortInUseError } from './operation/listening.ts';
import { createLog } from './operation/log.ts';
import { DataDirectoryInUseError } from './store/data-directory-lock.ts';
import { DatabaseMissingError } from './store/database-note.ts';
import { storeFaultOf, storeFaults } from './store/store-fault.ts';

/** What a person can mend gets its sentence and no stack. */
const expected = [ConfigError, RootKeysError, DataDirectoryInUseError, DatabaseMissingError, PortInUseError];

function fail(error: unknown): never {
  const fault = storeFaultOf(error);
  if (error instanceof Error && fault) process.stderr.write(`${storeFaults[fault]}\n(${error.message})\n`);
  else if (error instanceof Error && expected.some(kind => error instanceof kind))
    process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exit(1);
}

async function main(): Promise<void> {
  // Whatever is written is for its owner only.
  process.umask(0o077);
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const app = await startApp({ config, log });
  // What starting left behind is 20 MB.
  giveBackMemory();
  const where = { url: app.url, publicUrl: config.publicUrl };
  if (app.isReady()) log.info(where, 'Channel Connectors is ready');
  else log.error(where, 'Channel Connectors listens, and can store nothing: see above');
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
