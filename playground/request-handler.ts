import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseForeign } from './control/guard.ts';
import { SECURITY_HEADERS, staticFile } from './control/static-files.ts';
import { respond } from './http.ts';
import { isOfService } from './tab-proxy.ts';

type Handle = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export type HandlerOptions = {
  port: number;
  connector: Handle;
  pageApi: Handle;
  login: Handle;
  graph: Handle;
  tabProxy: Handle;
  pageDirectory: string;
  log: (line: string) => void;
};

/** Sends each request to its part of the playground; never rejects. */
export function createRequestHandler(options: HandlerOptions) {
  const { port, connector, pageApi, login, graph, tabProxy, pageDirectory, log } = options;

  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await dispatch(request, response);
    } catch (error) {
      log(`The playground failed at ${request.method} ${request.url}: ${error instanceof Error ? error.stack : error}`);
      respond(response, { status: 500, body: 'The playground failed; its output says where.\n' });
    }
  };

  async function dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refuseForeign(request, port);
    if (refusal) return respond(response, refusal);
    const target = request.url ?? '/';
    if (!target.startsWith('/')) return respond(response, { status: 400, body: 'The request must name a path.\n' });
    const url = new URL(`http://localhost${target}`);
    const { pathname } = url;
    if (pathname.startsWith('/v3/')) return connector(request, response, url);
    if (pathname.startsWith('/login/')) return login(request, response, url);
    if (pathname.startsWith('/graph/')) return graph(request, response, url);
    if (isOfService(pathname)) return tabProxy(request, response, url);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (pathname.startsWith('/playground/api/')) return pageApi(request, response, url);
    if (request.method === 'GET' || request.method === 'HEAD') {
      return respond(response, await staticFile(pageDirectory, pathname));
    }
    respond(response, { status: 405, body: 'Only GET is possible here.\n', headers: { allow: 'GET, HEAD' } });
  }
}
