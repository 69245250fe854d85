import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type Connections, createConnections } from '../../bot/connections/connections.ts';
import { loadRootKeys } from '../../bot/connections/root-keys.ts';
import type { WebhookUrls } from '../../bot/connections/webhook-url.ts';
import { databaseFile, openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { type Playground, type PlaygroundOptions, startPlayground } from '../../playground/playground.ts';
import { freePort } from './free-port.ts';
import { type Service, startService, temporaryDirectory } from './service.ts';

/** The service as a process of its own, installed in the playground's team, which runs in this process. */
export interface Installation {
  playground: Playground;
  /** The one that runs now: another one after `restart`. */
  service(): Service;
  /** Ends the service with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again on the same data directory and port. */
  restart(): Promise<void>;
  /** The service's database, opened beside it as the command line does. */
  store: Store;
  connections: Connections;
  tenantId: string;
  /** Adds connections, as the command line does; of Incoming Webhook unless a connector is named. */
  connect(...places: { name: string; channelId: string; connector?: string }[]): Promise<Connected[]>;
  /** Resolves when nothing waits to be posted. */
  posted(): Promise<void>;
  close(): Promise<void>;
}

export interface Connected {
  id: string;
  channelId: string;
  name: string;
  urls: WebhookUrls;
}

/** Starts both and waits until the service knows the team and its channels. */
export async function install(
  options: PlaygroundOptions = {},
  variables: Record<string, string> = {},
): Promise<Installation> {
  const dataDirectory = temporaryDirectory();
  const port = await freePort();
  // Each must know of the other: the service asks the playground who somebody is.
  const playgroundPort = options.port ?? (await freePort());
  const local = { PORT: String(port), PLAYGROUND_URL: `http://localhost:${playgroundPort}` };
  const start = () => startService({ dataDirectory, variables: { ...local, ...variables } });
  let service = await start();
  const playground = await startPlayground({
    ...options,
    port: playgroundPort,
    botUrl: `${service.url}/api/messages`,
  });
  const store = openSqlite(databaseFile(dataDirectory));
  const connections = createConnections({
    store,
    keys: loadRootKeys(undefined, dataDirectory),
    publicUrl: service.url,
    now: Date.now,
  });
  await playground.announced;
  const { tenantId } = playground.world;

  return {
    playground,
    service: () => service,
    kill: () => service.kill(),
    async restart() {
      service = await start();
    },
    store,
    connections,
    tenantId,
    async connect(...places) {
      const connected: Connected[] = [];
      for (const { name, channelId, connector = 'incoming-webhook' } of places) {
        const { id } = await connections.add(tenantId, { name, channelId, connector });
        connected.push({ id, channelId, name, urls: await connections.urls(tenantId, id) });
      }
      return connected;
    },
    async posted() {
      const open = store.selectFrom('delivery').select('id').where('finished_at', 'is', null).limit(1);
      while ((await open.execute()).length > 0) await setImmediate();
    },
    async close() {
      await store.destroy();
      await service.stop();
      await playground.close();
      rmSync(dataDirectory, { recursive: true });
    },
  };
}
