import type { ServerResponse } from 'node:http';
import type { Server } from 'restify';

/** `/healthz`: the process lives. `/readyz`: it can take requests. Why it cannot is nobody's business but the log's. */
export function mountHealth(server: Server, isReady: () => Promise<boolean>): void {
  server.get('/healthz', async (_, response) => answer(response, 200, 'ok'));

  server.get('/readyz', async (_, response) => {
    const ready = await isReady();
    answer(response, ready ? 200 : 503, ready ? 'ready' : 'not ready');
  });
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(body);
}
