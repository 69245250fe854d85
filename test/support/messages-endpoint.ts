import type { Server } from 'node:http';
import restify from 'restify';
import type { IncomingActivity } from '../../bot/teams/activity.ts';
import type { VerifyActivityToken } from '../../bot/teams/activity-token.ts';
import { mountMessagesEndpoint } from '../../bot/teams/messages-endpoint.ts';

interface Logged {
  level: string;
  fields: object;
  message: string;
}

/** The endpoint on a restify server of its own. */
export async function startEndpoint(verifyToken: VerifyActivityToken | undefined) {
  const received: IncomingActivity[] = [];
  const logged: Logged[] = [];
  let fail: Error | undefined;
  const log = (level: string) => (fields: object, message: string) => logged.push({ level, fields, message });
  const server = restify.createServer();
  mountMessagesEndpoint(server, {
    verifyToken,
    onActivity: async each => {
      if (fail) throw fail;
      received.push(each);
    },
    onInvoke: async each => {
      if (fail) throw fail;
      received.push(each);
      return { status: 200, body: { received: each.name } };
    },
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  });
  const port = await listen(server.server);
  const url = `http://127.0.0.1:${port}/api/messages`;
  return {
    url,
    received,
    logged,
    failWith: (error: Error | undefined) => {
      fail = error;
    },
    post: async (body: unknown, authorization?: string) => {
      const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await fetch(url, { method: 'POST', headers, body: text });
      return { status: answer.status, text: await answer.text(), headers: answer.headers };
    },
    close: () => close(server.server),
  };
}

export function listen(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

export function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(() => resolve()));
}

export type Endpoint = Awaited<ReturnType<typeof startEndpoint>>;
