import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';
import type { Playground } from './playground.ts';

/** What the tests of the playground share. */

export type Reply = { status: number; headers: Headers; body: unknown };

/** Sends a request to the playground; a body goes as JSON, a string as it is. */
export async function call(playground: Playground, method: string, path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(playground.url + path, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const createdSchema = z.object({ id: z.string(), activityId: z.string(), serviceUrl: z.string() });

/** The code of an error answer, as `403 BotNotInConversationRoster`. */
export function codeOf({ status, body }: Reply): string {
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? `${status} ${parsed.data.error.code}` : `${status}`;
}

export function message(text: string): { type: string; text: string } {
  return { type: 'message', text };
}

export function cardMessage(content: object): object {
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', summary: 'A card', attachments: [{ contentType, content }] };
}

export const CARD = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Hello' }] };

/** `POST /v3/conversations` for a new thread. */
export function createThread(playground: Playground, activity: unknown, channelId?: string): Promise<Reply> {
  const channel = { id: channelId ?? playground.world.team.id };
  return call(playground, 'POST', '/v3/conversations', { isGroup: true, channelData: { channel }, activity });
}

/** A new thread that must be accepted. */
export async function thread(playground: Playground, text: string, channelId?: string) {
  return createdSchema.parse((await createThread(playground, message(text), channelId)).body);
}

export function activitiesPath(conversationId: string, activityId?: string): string {
  const path = `/v3/conversations/${encodeURIComponent(conversationId)}/activities`;
  return activityId === undefined ? path : `${path}/${activityId}`;
}

const activitySchema = z.looseObject({ type: z.string() });
export type ReceivedActivity = z.infer<typeof activitySchema>;

/** A bot that keeps what it is sent and answers what it is told. */
export type TestBot = {
  url: string;
  received: ReceivedActivity[];
  authorizations: (string | undefined)[];
  /** Resolves when so many activities have come. */
  receives: (count: number) => Promise<void>;
  close: () => Promise<void>;
};

export async function startBot(
  answer: (activity: ReceivedActivity, index: number) => { status: number; body?: unknown } = () => ({ status: 200 }),
  port = 0,
): Promise<TestBot> {
  const received: ReceivedActivity[] = [];
  const authorizations: (string | undefined)[] = [];
  let wake = (): void => {};
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      const activity = activitySchema.parse(JSON.parse(text));
      received.push(activity);
      authorizations.push(request.headers.authorization);
      const { status, body } = answer(activity, received.length - 1);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
      wake();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}/api/messages`,
    received,
    authorizations,
    receives: async count => {
      while (received.length < count) {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A clock that stands still until it is moved; waits end when it is. */
export function fakeClock(start = Date.UTC(2026, 0, 5, 9)) {
  let now = start;
  let waits: { until: number; resolve: () => void }[] = [];
  return {
    now: () => now,
    wait: (milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        waits.push({ until: now + milliseconds, resolve });
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
    /** How many wait. */
    waiting: () => waits.length,
    advance: (milliseconds: number) => {
      now += milliseconds;
      const due = waits.filter(({ until }) => until <= now);
      waits = waits.filter(({ until }) => until > now);
      for (const { resolve } of due) resolve();
    },
  };
}
