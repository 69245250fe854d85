import type { BlockList } from 'node:net';
import type { Request, Response, Server } from 'restify';
import type { RootKeys } from '../connections/root-keys.ts';
import { isDoubledPath, readAddress } from './address.ts';
import { callerAddress } from './caller.ts';
import { goneReply } from './gone-reply.ts';
import { receiveWebhook, type WayInOptions } from './receive-webhook.ts';
import { type Reply, replies } from './replies.ts';
import { newRequestId } from './request-id.ts';

export interface WebhookOptions extends WayInOptions {
  keys: RootKeys;
  trustedProxies: BlockList;
  /** Told of each answer, for the metrics; the time is in seconds. */
  onAnswer: (answer: { status: number; seconds: number }) => void;
  onError: (error: unknown) => void;
}

const paths = ['/w/*', '/webhookb2/*', '/workflows/*'];
/** What is still read of a body that was refused as too large, so that its sender gets to see the answer. */
const readOfRefused = 8 * 1024 * 1024;

/** Serves the three shapes of webhook URLs. */
export function mountWebhooks(server: Server, options: WebhookOptions): void {
  const post = async (request: Request, response: Response) => answerPost(options, request, response);
  const head = async (request: Request, response: Response) =>
    send(options, response, await answerToHead(options, request));
  const get = async (_: Request, response: Response) => send(options, response, replies.getNotSupported);
  const other = async (_: Request, response: Response) => send(options, response, replies.methodNotAllowed);
  for (const path of paths) {
    server.post(path, post);
    server.head(path, head);
    server.get(path, get);
    for (const method of ['put', 'patch', 'del', 'opts'] as const) server[method](path, other);
  }
  // What the router itself refuses, such as a mistyped or malformed URL, gets the same words as a forged one.
  server.on('NotFound', (request: Request, response: Response) => {
    if (!isDoubledPath(request.getPath())) return send(options, response, replies.notFound);
    const answers: Record<string, typeof post> = { POST: post, HEAD: head, GET: get };
    (answers[request.method ?? ''] ?? other)(request, response).catch(options.onError);
  });
  server.on('MethodNotAllowed', (request: Request, response: Response, _: unknown, done: () => void) => {
    if (/^\/(w|webhookb2|workflows)\//.test(request.getPath())) send(options, response, replies.methodNotAllowed);
    else done();
  });
}

async function answerPost(options: WebhookOptions, message: Request, response: Response): Promise<void> {
  const begun = performance.now();
  const id = newRequestId(options.now());
  const { token, shape } = readAddress(options.keys, message.getPath());
  let reply: Reply | undefined = replies.notFound;
  if (token) {
    const forwarded = message.headers['x-forwarded-for'];
    const address = callerAddress(message.socket.remoteAddress, String(forwarded ?? ''), options.trustedProxies);
    reply = await receiveWebhook(options, { id, token, address, message }).catch(error => {
      options.onError(error);
      return replies.storeCannotWrite;
    });
  }
  if (!reply) return response.destroy() && undefined;
  if (reply.status === 413 || reply === replies.busy) closeAfter(message, response);
  send(options, response, reply.status === 200 && shape === 'workflows' ? replies.acceptedByWorkflows : reply, id);
  options.onAnswer({ status: reply.status, seconds: (performance.now() - begun) / 1000 });
}

/** Trello asks so whether a URL is one: 200 where a POST would be taken. */
async function answerToHead(options: WebhookOptions, message: Request): Promise<Reply> {
  const { token } = readAddress(options.keys, message.getPath());
  try {
    const connection = token && (await options.findConnection(token));
    if (!connection) return replies.notFound;
    return goneReply(connection, options.now()) ?? replies.valid;
  } catch (error) {
    options.onError(error);
    return replies.internalError;
  }
}

function send(options: WebhookOptions, response: Response, reply: Reply, id = newRequestId(options.now())): void {
  response.writeHead(reply.status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(reply.body),
    'request-id': id,
    ...(reply.retryAfter !== undefined && { 'retry-after': String(reply.retryAfter) }),
    ...(reply.allow !== undefined && { allow: reply.allow }),
  });
  response.end(reply.body);
}

function closeAfter(message: Request, response: Response): void {
  response.setHeader('connection', 'close');
  let size = 0;
  message.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > readOfRefused) message.destroy();
  });
}
