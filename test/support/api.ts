import { request as send } from 'node:http';
import type { KyselyPlugin, RootOperationNode } from 'kysely';
import { mountApi } from '../../bot/api/api.ts';
import type { Problem } from '../../bot/api/contract.ts';
import type { ChannelInTeam } from '../../bot/api/directory.ts';
import { createSignOn } from '../../bot/api/sign-on.ts';
import { openCatalogue } from '../../bot/catalogue/open-catalogue.ts';
import { createConnections } from '../../bot/connections/connections.ts';
import { parseRootKeys } from '../../bot/connections/root-keys.ts';
import { createUrlAttention } from '../../bot/connections/url-attention.ts';
import { createOutbox } from '../../bot/delivery/outbox.ts';
import { createHttpServer } from '../../bot/operation/http-server.ts';
import { DirectoryUnavailableError } from '../../bot/policy/directory-unavailable-error.ts';
import type { Role } from '../../bot/policy/rights.ts';
import { newRequestId } from '../../bot/webhook/request-id.ts';
import { type Somebody, startIssuer } from './issuer.ts';
import { close, listen } from './messages-endpoint.ts';
import { teamId, tenantId, testStore } from './store.ts';

export const otherChannel = '19:other@thread.tacv2';
const person = (digit: number, name: string): Somebody => ({ id: `0b7a4c1e-0000-4000-8000-00000000000${digit}`, name });
export const ada = person(1, 'Ada Owner');
export const ben = person(2, 'Ben Member');
export const gus = person(3, 'Gus Guest');
export const eve = person(4, 'Eve Elsewhere');

const filled = [
  'connection',
  'webhook_url',
  'url_attention',
  'url_transition',
  'organization_config',
  'activity',
  'delivery',
  'channel_queue',
] as const;

export interface Asked {
  as?: Somebody | undefined;
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answered<Body> {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The parsed body: a Problem, or what the caller expects. */
  body: Body;
}

/** The API over HTTP, with a store of its own, an issuer with keys of its own, and a directory that says what it is told. */
export async function startTestApi() {
  const store = await testStore([teamId, otherChannel]);
  const issuer = await startIssuer(tenantId);
  const errors: unknown[] = [];
  const clock = { ahead: 0 };
  const now = () => Date.now() + clock.ahead;
  const directory = testDirectory();
  const queries: RootOperationNode[] = [];
  const watched = store.withPlugin(watching(queries));
  const keys = parseRootKeys(`1:${Buffer.alloc(32, 1).toString('base64url')}`);
  const publicUrl = 'https://connectors.example.org';
  const { catalogue } = openCatalogue({ store, cloud: 'commercial', now });
  const connections = createConnections({ store: watched, keys, publicUrl, now });
  const woken: string[] = [];
  const server = createHttpServer(error => errors.push(error));
  mountApi(server, {
    store: watched,
    signOn: createSignOn({ source: issuer.source, now, onError: error => errors.push(error) }),
    directory,
    catalogue,
    connections,
    urlAttention: createUrlAttention({ store, keys, now }),
    outbox: createOutbox({ store, onQueued: () => {} }),
    wake: async (_, channelIds) => void woken.push(...channelIds),
    cloud: 'commercial',
    publicUrl,
    isLocal: false,
    language: 'en',
    newActivityId: newRequestId,
    now,
    onError: error => errors.push(error),
  });
  const port = await listen(server.server);
  const url = `http://127.0.0.1:${port}`;
  const tokens = new Map<string, string>();

  async function ask<Body = Problem>(
    method: string,
    path: string,
    { as, token, body, headers = {} }: Asked = {},
  ): Promise<Answered<Body>> {
    const known = token ?? (as && (tokens.get(as.id) ?? (await issuer.token(as))));
    if (as && known && token === undefined) tokens.set(as.id, known);
    return exchange(url + path, method, body, {
      ...(known !== undefined && { authorization: `Bearer ${known}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    });
  }

  return {
    url,
    store,
    issuer,
    directory,
    connections,
    errors,
    clock,
    queries,
    woken,
    ask,
    /** Takes away all that people did. */
    async clear() {
      errors.length = 0;
      queries.length = 0;
      woken.length = 0;
      for (const table of filled) await store.deleteFrom(table).execute();
    },
    close: async () => {
      await close(server.server);
      await issuer.close();
      await store.destroy();
    },
  };
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;

/** As Node sends it, and not as `fetch` does, which takes Origin and Sec-Fetch-Site for itself. */
function exchange<Body>(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answered<Body>> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString('utf8');
        const isJson = /json/.test(String(response.headers['content-type']));
        const parsed = isJson && answer !== '' ? JSON.parse(answer) : undefined;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: answer, body: parsed });
      });
    });
    request.once('error', reject);
    request.end(text);
  });
}

function testDirectory() {
  const roles = new Map<string, Role>();
  const state = { available: true, membersMayChange: true };
  const roleOf = (channelId: string, userId: string) => roles.get(`${channelId} ${userId}`) ?? 'none';
  const asked = () => {
    if (!state.available) throw new DirectoryUnavailableError('unavailable', 'Graph does not answer.');
  };
  return {
    state,
    put(channelId: string, { id }: Somebody, role: Role): void {
      roles.set(`${channelId} ${id}`, role);
    },
    async access({ channelId }: ChannelInTeam, userId: string) {
      asked();
      return { role: roleOf(channelId, userId), allowCreateUpdateRemoveConnectors: state.membersMayChange };
    },
    async members({ channelId }: ChannelInTeam, userIds: readonly string[]) {
      asked();
      return [ada, ben, gus, eve].filter(
        one => userIds.includes(one.id) && ['owner', 'member'].includes(roleOf(channelId, one.id)),
      );
    },
  };
}

/** Notes each query as it is made, so that a test can look at how the store answers it. */
const watching = (queries: RootOperationNode[]): KyselyPlugin => ({
  transformQuery({ node }) {
    queries.push(node);
    return node;
  },
  transformResult: async ({ result }) => result,
});
