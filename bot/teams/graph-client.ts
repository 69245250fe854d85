import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { readRetryAfter } from './connector-error.ts';
import { errorFromAnswer, GraphError } from './graph-error.ts';
import type { GetGraphToken } from './graph-token.ts';
import { withTimeout } from './with-timeout.ts';

/** Reading from Microsoft Graph. Every call throws a GraphError for whatever goes wrong. */
export interface Graph {
  /** @param path with its query, beginning with a slash */
  get<T>(tenantId: string, path: string, answer: z.ZodType<T>): Promise<T>;
  /** A collection, with all its pages. */
  list<T>(tenantId: string, path: string, item: z.ZodType<T>): Promise<T[]>;
}

export interface GraphOptions {
  /** Such as `https://graph.microsoft.com/v1.0`. */
  url: string;
  token: GetGraphToken;
  /** How long one request, or a login, may take, in milliseconds. */
  timeout?: number;
  mostPages?: number;
  wait?: (milliseconds: number) => Promise<void>;
}

/** A login and a request must both fit into the time that a question to the directory may take. */
const usualTimeout = 5_000;
/** What Graph may ask to wait before the one repetition, in milliseconds; what asks for more fails at once. */
const longestPause = 2000;
const usualPause = 500;
/** A team has at most 25,000 people; a page has 100 unless more are asked for. */
const usualMostPages = 500;

interface Answer {
  status: number;
  retryAfter: number | undefined;
  body: string;
}

export function createGraph(options: GraphOptions): Graph {
  const { url, token, timeout = usualTimeout, mostPages = usualMostPages, wait = pause => setTimeout(pause) } = options;
  const { origin } = new URL(url);

  async function send(tenantId: string, address: string, anew = false): Promise<Answer> {
    const bearer = await withTimeout(token(tenantId, anew), timeout).catch((error: unknown) => {
      throw loginError(error);
    });
    try {
      const response = await fetch(address, {
        headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      const retryAfter = readRetryAfter(response.headers.get('retry-after') ?? undefined, Date.now());
      return { status: response.status, retryAfter, body: await response.text() };
    } catch (error) {
      throw networkError(error, timeout);
    }
  }

  /** Repeated once where a fresh connection, a fresh token or a short pause may help. */
  async function read(tenantId: string, address: string): Promise<unknown> {
    let answer = await send(tenantId, address).catch((error: unknown) => {
      // The other side closes kept connections when it likes, perhaps just now.
      if (error instanceof GraphError && error.code === 'network') return send(tenantId, address);
      throw error;
    });
    if (answer.status === 401) answer = await send(tenantId, address, true);
    else if (answer.status === 429 || answer.status === 503) {
      const pause = answer.retryAfter ?? usualPause;
      if (pause <= longestPause) {
        await wait(pause);
        answer = await send(tenantId, address);
      }
    }
    if (answer.status !== 200) throw errorFromAnswer(answer.status, answer.body);
    return parseJson(answer.body);
  }

  return {
    get: async (tenantId, path, answer) => understood(answer, await read(tenantId, url + path)),
    list: async (tenantId, path, item) => {
      const page = z.object({ value: z.array(item), '@odata.nextLink': z.url().optional() });
      const items: z.infer<typeof item>[] = [];
      let next: string | undefined = url + path;
      for (let count = 0; next !== undefined; count += 1) {
        // Our token goes nowhere else, and a circle of pages must end.
        if (new URL(next).origin !== origin) throw notUnderstood('its next page is on another host');
        if (count === mostPages) throw notUnderstood(`it has more than ${mostPages} pages`);
        const answer: z.infer<typeof page> = understood(page, await read(tenantId, next));
        items.push(...answer.value);
        next = answer['@odata.nextLink'];
      }
      return items;
    },
  };
}

function understood<T>(form: z.ZodType<T>, answer: unknown): T {
  const parsed = form.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw notUnderstood(`${issue?.path.join('.')}: ${issue?.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notUnderstood('it is not JSON');
  }
}

function notUnderstood(detail: string): GraphError {
  return new GraphError(`Microsoft Graph's answer was not understood: ${detail}.`, { code: 'answer' });
}

function loginError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  const detail = firstLine(error);
  return new GraphError(`There was no login for Microsoft Graph: ${detail}`, { code: 'login' }, error);
}

function networkError(error: unknown, timeout: number): GraphError {
  if (error instanceof Error && error.name === 'TimeoutError')
    return new GraphError(`Microsoft Graph did not answer within ${timeout} ms.`, { code: 'timeout' }, error);
  // What fetch throws says only that it failed; its cause says why.
  const detail = firstLine(error instanceof Error ? (error.cause ?? error) : error);
  return new GraphError(`Microsoft Graph could not be reached: ${detail}`, { code: 'network' }, error);
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return message.split(/[\r\n]/)[0]?.slice(0, 300) ?? '';
}
