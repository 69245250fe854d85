import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestListener,
  type ServerResponse,
} from 'node:http';

export interface Canary {
  port: number;
  /** What reached it, oldest first. */
  requests: IncomingMessage[];
  /** Also of those that sent nothing. */
  connections: () => number;
  close: () => Promise<void>;
}

const sing: RequestListener = (_request, response) => response.end('canary');

/** A server of this machine or of an internal network, which nobody from outside should reach. */
export async function startCanary(
  listener: RequestListener = sing,
  { host = '127.0.0.1', port = 0 } = {},
): Promise<Canary> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  server.on('connection', () => connections++);
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return {
    port: address.port,
    requests,
    connections: () => connections,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Begins an answer. In two steps: where restify is loaded, `writeHead` of every server of the process answers nothing. */
export function begin(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | Buffer,
): void {
  response.writeHead(status, headers);
  response.write(body);
}

/** Sends a whole answer. */
export function send(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body?: string | Buffer,
): void {
  response.writeHead(status, headers);
  response.end(body);
}
