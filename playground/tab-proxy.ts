import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { respond } from './http.ts';

/** RFC 9110, 7.6.1, and those that were never named in Connection: they are for one connection only. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

export type TabProxyOptions = {
  /** The origin of the service, such as `http://localhost:3978`; undefined: there is none. */
  serviceUrl: string | undefined;
  /** Ends what is under way when the playground closes. */
  closing: AbortSignal;
};

/** Whether a path belongs to the service: its tab, and the API that the tab calls. */
export function isOfService(pathname: string): boolean {
  return /^\/(?:tab|api)(?:\/|$)/.test(pathname);
}

/**
 * The service's tab and API under the playground's own origin, since teams-js talks to a parent of its own origin only
 * (where it does not know the parent's). For the service it looks as if its own page had asked.
 */
export function createTabProxy({ serviceUrl, closing }: TabProxyOptions) {
  const service = serviceUrl === undefined ? undefined : new URL(serviceUrl);

  return async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (!service) return respond(response, unreachable('The playground does not know the service: set SERVICE_URL.'));
    const own = `http://${request.headers.host}`;
    const outgoing = send({
      protocol: service.protocol,
      hostname: service.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: service.port,
      method: request.method,
      path: url.pathname + url.search,
      headers: headersForService(request.headers, own, service),
      signal: closing,
    });
    outgoing.on('response', answer => {
      response.writeHead(answer.statusCode ?? 502, headersForPage(answer.headers, own, service));
      answer.pipe(response);
      // A cut answer must not look like one that has ended.
      answer.on('error', () => response.destroy());
    });
    outgoing.on('error', () => {
      if (response.headersSent) response.destroy();
      else respond(response, unreachable(`The service at ${service.origin} does not answer: is it running?`));
    });
    response.on('close', () => outgoing.destroy());
    request.pipe(outgoing);
  };
}

function headersForService(headers: IncomingHttpHeaders, own: string, service: URL): IncomingHttpHeaders {
  const passed = withoutHopByHop(headers);
  passed.host = service.host;
  // Only our own page becomes the service's: a foreign one stays foreign, for the service to see.
  if (headers.origin === own) passed.origin = service.origin;
  if (headers.referer?.startsWith(`${own}/`)) passed.referer = service.origin + headers.referer.slice(own.length);
  return passed;
}

function headersForPage(headers: IncomingHttpHeaders, own: string, service: URL): IncomingHttpHeaders {
  const passed = withoutHopByHop(headers);
  const { location } = passed;
  if (location?.startsWith(`${service.origin}/`)) passed.location = own + location.slice(service.origin.length);
  return passed;
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map(name => name.trim().toLowerCase());
  const dropped = new Set([...HOP_BY_HOP, ...named]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

function unreachable(sentence: string) {
  return { status: 502, body: `${sentence}\n`, headers: { 'cache-control': 'no-store' } };
}
