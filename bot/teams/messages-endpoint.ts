import type { IncomingMessage } from 'node:http';
import type { Request, Response, Server } from 'restify';
import { activitySchema, type IncomingActivity } from './activity.ts';
import { UnauthorizedError, type VerifyActivityToken } from './activity-token.ts';
import type { InvokeAnswer } from './invokes/invoke-answer.ts';
import type { Log } from './log.ts';
import { isAcceptedServiceUrl } from './service-url.ts';
import { KeysUnavailableError } from './signing-keys.ts';

/** An activity is a few kilobytes; the Bot Framework sends 256 KB at most. */
const bodyLimit = 1024 * 1024;

export interface MessagesEndpointOptions {
  /** Undefined without credentials: then only activities of this machine are taken. */
  verifyToken: VerifyActivityToken | undefined;
  /** What happened in Teams: it waits for no answer. */
  onActivity: (activity: IncomingActivity) => Promise<void>;
  /** An invoke: somebody waits for the answer, for some five seconds. */
  onInvoke: (activity: IncomingActivity) => Promise<InvokeAnswer>;
  log: Log;
}

interface Answer extends InvokeAnswer {
  /** A sentence for the caller; none where all is well. */
  text?: string;
  headers?: Record<string, string>;
}

/**
 * `POST /api/messages`, where Teams sends the bot's activities. Activities that mean nothing to us get 200 (Microsoft
 * Learn: "You must design your bot to receive unexpected events"), invokes what they ask for, as JSON; 500 is our own
 * fault only.
 */
export function mountMessagesEndpoint(server: Server, options: MessagesEndpointOptions): void {
  server.post('/api/messages', async (request: Request, response: Response) => {
    const { status, body, text, headers } = await answerTo(request, options);
    const type = body ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
    const content = body ? JSON.stringify(body) : (text ?? '');
    response.writeHead(status, { ...(content === '' ? {} : { 'content-type': type }), ...headers });
    response.end(content);
  });
}

async function answerTo(request: IncomingMessage, options: MessagesEndpointOptions): Promise<Answer> {
  const { verifyToken, onActivity, onInvoke, log } = options;
  // Without credentials nothing else keeps a web page on this machine from speaking for Teams.
  if (!verifyToken && request.headers.origin !== undefined)
    return { status: 403, text: 'Activities are not taken from web pages.', headers: { connection: 'close' } };
  const body = await readBody(request);
  if (body === 'aborted') return { status: 400 };
  if (body === 'too large')
    return { status: 413, text: `An activity has ${bodyLimit} bytes at most.`, headers: { connection: 'close' } };
  const parsed = activitySchema.safeParse(parseJson(body));
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    return { status: 400, text: `The body is not an activity in JSON${where === '' ? '' : `: look at ${where}`}.` };
  }
  const activity = parsed.data;
  try {
    if (verifyToken) await verifyToken(request.headers.authorization, activity.serviceUrl);
    if (!isAcceptedServiceUrl(activity.serviceUrl, verifyToken !== undefined)) return refusedServiceUrl(verifyToken);
    if (activity.type === 'invoke') return await onInvoke(activity);
    await onActivity(activity);
    return { status: 200 };
  } catch (error) {
    if (error instanceof UnauthorizedError) {
      log.warn({ reason: error.message }, 'an activity was refused');
      return { status: 401, text: error.message, headers: { 'www-authenticate': 'Bearer' } };
    }
    if (error instanceof KeysUnavailableError) {
      log.error({ err: error }, 'activities cannot be checked now');
      return { status: 503, text: 'The token cannot be checked now. Try again.', headers: { 'retry-after': '10' } };
    }
    const { type, name, channelData } = activity;
    log.error({ err: error, type, name, event: channelData?.eventType }, 'an activity failed');
    return { status: 500, text: 'The activity could not be handled. Try again.' };
  }
}

function refusedServiceUrl(verifyToken: VerifyActivityToken | undefined): Answer {
  const text = verifyToken
    ? 'The serviceUrl of an activity must be https.'
    : 'Without credentials (BOT_ID) only activities whose serviceUrl is on this machine are taken.';
  return { status: 403, text };
}

function readBody(request: IncomingMessage): Promise<string | 'too large' | 'aborted'> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bodyLimit) chunks.push(chunk);
      else resolve('too large');
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', () => resolve('aborted'));
    request.once('close', () => resolve('aborted'));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
