import http from 'node:http';
import https from 'node:https';
import type { ConnectorClient } from 'botframework-connector';
import { ConnectorError, errorFromAnswer } from './connector-error.ts';
import { isLoopbackUrl } from './service-url.ts';

/** How botframework-connector sends its requests. */
type ClientOptions = NonNullable<ConstructorParameters<typeof ConnectorClient>[1]>;
export type HttpClient = NonNullable<ClientOptions['httpClient']> & { close(): void };
type Request = Parameters<HttpClient['sendRequest']>[0];
type Response = Awaited<ReturnType<HttpClient['sendRequest']>>;
/** The beginning of a 2xx answer to what was to be done: it was done, however the answer goes on. */
type Accepted = Pick<Response, 'status' | 'headers'>;

/** What the Bot Connector answers is a few ids, or the channels of a team (1,000 at most). */
const largestAnswer = 4 * 1024 * 1024;

export interface HttpClientOptions {
  /** How long one request may take, from the connection to the end of the answer, in milliseconds. */
  timeout: number;
  now: () => number;
}

/**
 * Sends each request once, over connections that are kept open. Whatever is not a 2xx answer is thrown as a
 * ConnectorError; of a 2xx answer to anything but a GET, what cannot be read counts as empty: it was accepted. A
 * ConnectorError is something that the retry policy of botframework-connector's pipeline lets through: it retries only its own
 * RestErrors (@typespec/ts-http-runtime, policies/retryPolicy). So one call is one request.
 *
 * Node's http takes about half the time of fetch here, and tells whether a connection ever stood.
 */
export function createHttpClient({ timeout, now }: HttpClientOptions): HttpClient {
  const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent(httpsAgentOptions()) };

  function sendRequest(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const secure = url.protocol === 'https:';
    if (!secure && !isLoopbackUrl(url))
      return Promise.reject(
        new ConnectorError(`The service URL ${url.origin} is not https.`, { code: 'network', sent: false }),
      );
    return new Promise((resolve, reject) => {
      const options = { method: request.method, headers: headersOf(request) };
      const outgoing = secure
        ? https.request(url, { ...options, agent: agents['https:'] })
        : http.request(url, { ...options, agent: agents['http:'] });

      let connected = false;
      outgoing.once('socket', socket => {
        connected = !socket.connecting;
        // Not on a connection that is used again, where listeners would pile up.
        if (!connected)
          socket.once(secure ? 'secureConnect' : 'connect', () => {
            connected = true;
          });
      });
      const timer = setTimeout(() => {
        const message = `Teams did not answer within ${timeout} ms.`;
        outgoing.destroy(new ConnectorError(message, { code: 'timeout', sent: connected }));
      }, timeout);

      let accepted: Accepted | undefined;
      const fail = (error: Error) => {
        clearTimeout(timer);
        outgoing.destroy();
        if (accepted) resolve({ request, ...accepted, bodyAsText: '' });
        else reject(error instanceof ConnectorError ? error : networkError(error, url, connected));
      };
      outgoing.once('error', fail);
      outgoing.once('response', answer => {
        const status = answer.statusCode ?? 0;
        const is2xx = status >= 200 && status <= 299;
        const headers = compatHeaders(request, answer.headers);
        if (is2xx && request.method !== 'GET') accepted = { status, headers };
        readText(answer).then(body => {
          clearTimeout(timer);
          if (!is2xx) reject(errorFromAnswer(status, answer.headers, body, now()));
          else if (body === '' || isObject(body)) resolve({ request, status, headers, bodyAsText: body });
          else fail(notFromTeams(status));
        }, fail);
      });
      outgoing.end(typeof request.body === 'string' ? request.body : undefined);
    });
  }

  return {
    sendRequest,
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** Proxies as for Node's own fetch: only where NODE_USE_ENV_PROXY asks for it. */
function httpsAgentOptions(): https.AgentOptions {
  return { keepAlive: true, ...(process.env.NODE_USE_ENV_PROXY === '1' ? { proxyEnv: process.env } : {}) };
}

function headersOf(request: Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { name, value } of request.headers.headersArray()) headers[name.toLowerCase()] = value;
  // The answer is read as it comes, so it must not come compressed.
  headers['accept-encoding'] = 'identity';
  return headers;
}

/** The answer's headers in the pipeline's own form, of which it exports no constructor. */
function compatHeaders(request: Request, incoming: http.IncomingHttpHeaders): Response['headers'] {
  const headers = request.headers.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  for (const [name, value] of Object.entries(incoming)) if (value !== undefined) headers.set(name, String(value));
  return headers;
}

function readText(answer: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > largestAnswer) reject(new Error(`The answer has more than ${largestAnswer} bytes`));
    });
    answer.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    answer.once('error', reject);
    answer.once('close', () => reject(new Error('The connection was cut within the answer')));
  });
}

/** All that Teams answers is an object, or nothing. */
function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** A page of a proxy on the way, for example. */
function notFromTeams(status: number): ConnectorError {
  return new ConnectorError(`The answer ${status} is not one of Teams: it is not a JSON object.`, {
    code: 'answer',
    sent: true,
  });
}

function networkError(error: Error, url: URL, connected: boolean): ConnectorError {
  const detail = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  const message = connected
    ? `The connection to ${url.host} broke (${detail}).`
    : `No connection to ${url.host} (${detail}).`;
  return new ConnectorError(message, { code: 'network', sent: connected }, error);
}
