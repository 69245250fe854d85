import type { IncomingMessage } from 'node:http';
import type { Request, Response, Server } from 'restify';
import { visibleLine } from '../notification/visible-text.ts';
import { activitySchema, type IncomingActivity } from './activity.ts';
import { UnauthorizedError, type VerifyActivityToken } from './activity-token.ts';
import type { InvokeAnswer } from './invokes/invoke-answer.ts';
import type { Log } from './log.ts';
import { type ActivityBody, createActivityBodyReader, largestActivity } from './read-activity-body.ts';
import { isAcceptedServiceUrl } from './service-url.ts';

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
  const readBody = createActivityBodyReader();
  server.post('/api/messages', async (request: Request, response: Response) => {
    const { status, body, text, headers } = await answerTo(request, readBody, options);
    const type = body ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
    const content = body ? JSON.stringify(body) : (text ?? '');
    response.writeHead(status, { ...(content === '' ? {} : { 'content-type': type }), ...headers });
    response.end(content);
  });
}

/** Who sends is asked first: until then nothing of the body is read. */
async function answerTo(
  request: IncomingMessage,
  readBody: ReturnType<typeof createActivityBodyReader>,
  options: MessagesEndpointOptions,
): Promise<Answer> {
  const { verifyToken } = options;
  // Without credentials nothing else keeps a web page on this machine from speaking for Teams.
  if (!verifyToken && request.headers.origin !== undefined)
    return { status: 403, text: 'Activities are not taken from web pages.', headers: close };
  let vouchedFor: string | undefined;
  try {
    vouchedFor = await verifyToken?.(request.headers.authorization);
  } catch (error) {
    return refusedToken(error, options.log);
  }
  const body = await readBody(request);
  if ('refused' in body) return refusedBody(body.refused);
  const parsed = activitySchema.safeParse(parseJson(body.text));
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    return { status: 400, text: `The body is not an activity in JSON${where === '' ? '' : `: look at ${where}`}.` };
  }
  const activity = parsed.data;
  if (vouchedFor !== undefined && vouchedFor !== activity.serviceUrl)
    return refusedToken(new UnauthorizedError("The token's serviceurl is not that of the activity."), options.log);
  if (!isAcceptedServiceUrl(activity.serviceUrl, verifyToken !== undefined)) return refusedServiceUrl(verifyToken);
  return handle(activity, options);
}

/** What is left of a body is not waited for. */
const close = { connection: 'close' };

function refusedToken(error: unknown, log: Log): Answer {
  if (error instanceof UnauthorizedError) {
    log.warn({ reason: error.message }, 'an activity was refused');
    return { status: 401, text: error.message, headers: { 'www-authenticate': 'Bearer', ...close } };
  }
  log.error({ err: error }, 'activities cannot be checked now');
  const text = 'The token cannot be checked now. Try again.';
  return { status: 503, text, headers: { 'retry-after': '10', ...close } };
}

function refusedBody(refused: Extract<ActivityBody, { refused: string }>['refused']): Answer {
  switch (refused) {
    case 'cut off':
      return { status: 400 };
    case 'too slow':
      return { status: 408, text: 'The activity did not come in time.', headers: close };
    case 'too large':
      return { status: 413, text: `An activity has ${largestActivity} bytes at most.`, headers: close };
  }
}

async function handle(
  activity: IncomingActivity,
  { onActivity, onInvoke, log }: MessagesEndpointOptions,
): Promise<Answer> {
  try {
    if (activity.type === 'invoke') return await onInvoke(activity);
    await onActivity(activity);
    return { status: 200 };
  } catch (error) {
    const { type, name, channelData } = activity;
    log.error(
      { err: error, type: shown(type), name: shown(name), event: shown(channelData?.eventType) },
      'an activity failed',
    );
    return { status: 500, text: 'The activity could not be handled. Try again.' };
  }
}

/** What an activity says of itself, as it may reach a line of the log. */
const shown = (text: string | null | undefined) => (text == null ? text : visibleLine(text.slice(0, 100)));

function refusedServiceUrl(verifyToken: VerifyActivityToken | undefined): Answer {
  const text = verifyToken
    ? 'The serviceUrl of an activity must be https.'
    : 'Without credentials (BOT_ID) only activities whose serviceUrl is on this machine are taken.';
  return { status: 403, text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
