import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Sent {
  method?: string;
  /** Instead of the URL's own, and sent as it is. */
  path?: string;
  headers?: OutgoingHttpHeaders;
  /** Several pieces are sent in chunks, without a Content-Length. */
  body?: string | Uint8Array | Uint8Array[];
  /** Without one, each request has a connection of its own. */
  agent?: Agent;
  /** Called when the request has left. */
  onSent?: () => void;
}

/**
 * Sends a request as plain senders do, with no header but those given, `Host` and the length. Rejects if there is no
 * answer.
 */
export function send(
  url: string,
  { method = 'POST', path, headers = {}, body, agent, onSent }: Sent = {},
): Promise<Answered> {
  const pieces = body === undefined ? [] : Array.isArray(body) ? body : [Buffer.from(body)];
  const length = Array.isArray(body) || body === undefined ? {} : { 'content-length': pieces[0]?.length };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method,
      headers: { ...length, ...headers },
      agent: agent ?? new Agent(),
      ...(path !== undefined && { path }),
    });
    outgoing.once('error', reject);
    outgoing.once('response', response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    for (const piece of pieces) outgoing.write(piece);
    outgoing.end(onSent);
  });
}

/** Posts JSON. */
export function postJson(url: string, value: unknown, more: Omit<Sent, 'body'> = {}): Promise<Answered> {
  const headers = { 'content-type': 'application/json', ...more.headers };
  return send(url, { ...more, headers, body: JSON.stringify(value) });
}
