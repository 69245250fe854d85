import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createConnections } from '../bot/connections/connections.ts';
import { loadRootKeys } from '../bot/connections/root-keys.ts';
import { databaseFile, openSqlite } from '../bot/store/sqlite.ts';
import type { Store } from '../bot/store/store.ts';
import { type Program, startProgram } from './process.ts';

const root = join(import.meta.dirname, '..');

/** The service and a playground without limits, two processes, with connections spread over the channels. */
export interface Installation {
  service: Program;
  /** The playground's address. */
  playground: string;
  /** The paths of the connections' webhook URLs. */
  paths: string[];
  /** What the service's `/metrics` says of deliveries that were posted so far. */
  posted(): Promise<number>;
  /** Has Teams answer every post with 429 and an hour to wait: what comes is taken, and stays in the outbox. */
  holdDeliveries(): Promise<void>;
  stop(): Promise<void>;
}

export interface InstallationOptions {
  /** A directory for its data; one of its own is made in it. */
  scratch: string;
  channels: number;
  connections: number;
}

export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const dataDirectory = join(options.scratch, randomUUID());
  const service = await startProgram({
    // As `npm start` does it.
    arguments: [join(root, 'start.ts'), '--no-playground'],
    variables: { HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDirectory },
    readyLine: /"url":"([^"]+)".*is ready"/,
  });
  const playground = await startProgram({
    arguments: [join(root, 'playground', 'main.ts')],
    variables: {
      PLAYGROUND_PORT: '0',
      PLAYGROUND_MEMORY: 'true',
      PLAYGROUND_RECORD: 'none',
      PLAYGROUND_CHANNELS: String(options.channels),
      BOT_ENDPOINT: `${service.ready}/api/messages`,
    },
    readyLine: /^Playground: (.+)$/,
  });

  const store = openSqlite(databaseFile(dataDirectory));
  const channels = (await knownChannels(store, options.channels)).slice(0, options.channels);
  const connections = createConnections({
    store,
    keys: loadRootKeys(undefined, dataDirectory),
    publicUrl: '',
    now: Date.now,
  });
  const paths: string[] = [];
  for (let index = 0; index < options.connections; index += 1) {
    const channel = channels[index % channels.length];
    if (!channel) throw new Error('There is no channel.');
    const { id: channelId, tenantId } = channel;
    const wanted = { channelId, connector: 'incoming-webhook', name: `Connection ${index + 1}` };
    const { id } = await connections.add(tenantId, wanted);
    paths.push((await connections.urls(tenantId, id)).short);
  }
  await store.destroy();

  return {
    service,
    playground: playground.ready,
    paths,
    posted: async () => {
      const metrics = await (await fetch(`${service.ready}/metrics`)).text();
      return Number(/delivery_attempts_total\{outcome="posted"\} (\d+)/.exec(metrics)?.[1] ?? 0);
    },
    holdDeliveries: async () => {
      const rule = { match: { method: 'POST' }, action: { status: 429, headers: { 'Retry-After': '3600' } } };
      const answer = await fetch(`${playground.ready}/playground/api/faults`, {
        method: 'POST',
        body: JSON.stringify({ rules: [rule] }),
      });
      if (!answer.ok) throw new Error(`The playground answered ${answer.status} to a fault script.`);
    },
    stop: async () => {
      await service.stop();
      await playground.stop();
    },
  };
}

/** The playground tells the service of its team by itself. The three channels of every team are not counted. */
async function knownChannels(store: Store, least: number): Promise<{ id: string; tenantId: string }[]> {
  for (let tries = 0; tries < 200; tries += 1) {
    const rows = await store.selectFrom('channel').select(['id', 'tenant_id']).orderBy('id').execute();
    const found = rows.map(row => ({ id: row.id, tenantId: row.tenant_id }));
    if (found.length >= least) return found;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error('The service did not hear of the playground’s channels.');
}
