import type { Request, Response, Server } from 'restify';
import type { z } from 'zod';
import { type ApiTexts, apiTexts } from '../../locales/api-texts.ts';
import type { Language } from '../../locales/language.ts';
import { ApiError } from '../api-error.ts';
import type { SignOn, User } from '../sign-on.ts';
import { acceptedLanguage } from './accept-language.ts';
import { check } from './check.ts';
import { etagOf, versionOf } from './etag.ts';
import { toProblem } from './problem.ts';
import { readJson } from './read-json.ts';
import { isSameOrigin, type SameOriginOptions } from './same-origin.ts';
import { toApiError } from './to-api-error.ts';

/** A request of somebody who has signed in. */
export interface ApiRequest {
  user: User;
  language: Language;
  texts: ApiTexts;
  /** A named part of the path, decoded. */
  part(name: string): string;
  /** Throws an ApiError. */
  query<Shape extends z.ZodType>(shape: Shape): z.output<Shape>;
  /** The body; `{}` where there is none. Throws an ApiError. */
  body<Shape extends z.ZodType>(shape: Shape): Promise<z.output<Shape>>;
  /** The version that If-Match names. Throws an ApiError where there is none. */
  seenVersion(): number;
}

export interface ApiAnswer {
  /** 200 if it is not given; 204 where there is no body. */
  status?: number;
  body?: unknown;
  /** Of what the body shows, for the ETag. */
  version?: number;
}

export type Handler = (request: ApiRequest) => Promise<ApiAnswer>;
export type Handlers = Partial<Record<Method, Handler>>;
type Method = keyof typeof names;

const names = { get: 'GET', post: 'POST', patch: 'PATCH', del: 'DELETE' } as const;
const methods = ['get', 'post', 'patch', 'del'] as const;

export interface DoorOptions extends SameOriginOptions {
  signOn: SignOn;
  /** Where the request asks for none that is spoken here. */
  language: Language;
  onError: (error: unknown) => void;
}

/** Serves a path: its methods, HEAD and OPTIONS, and a Problem for whatever else is tried. */
export function mountResource(server: Server, door: DoorOptions, path: string, handlers: Handlers): void {
  const known = methods.filter(method => handlers[method]);
  const allow = [...known.map(method => names[method]), ...(handlers.get ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const refuse = async (): Promise<ApiAnswer> => {
    throw new ApiError('method-not-allowed', { headers: { allow } });
  };
  const serve = (handler: Handler) => async (request: Request, response: Response) =>
    answer(door, request, response, handler);
  for (const method of methods) server[method](path, serve(handlers[method] ?? refuse));
  server.put(path, serve(refuse));
  server.head(path, serve(handlers.get ?? refuse));
  server.opts(path, async (_: Request, response: Response) => send(response, 204, undefined, { allow }));
}

/** Whatever is not there, below a path such as `/api/*`. */
export function mountNothing(server: Server, door: DoorOptions, path: string): void {
  const nothing = async (request: Request, response: Response) =>
    answer(door, request, response, async () => {
      throw new ApiError('not-found');
    });
  for (const method of [...methods, 'put', 'head', 'opts'] as const) server[method](path, nothing);
}

async function answer(door: DoorOptions, message: Request, response: Response, handler: Handler): Promise<void> {
  const language = acceptedLanguage(message.headers['accept-language'], door.language);
  try {
    if (!isSameOrigin(message.headers, door)) throw new ApiError('foreign-origin');
    const user = await door.signOn(message.headers.authorization);
    const {
      body,
      version,
      status = body === undefined ? 204 : 200,
    } = await handler(toRequest(message, user, language));
    const headers = { 'content-language': language, ...(version !== undefined && { etag: etagOf(version) }) };
    send(response, status, body, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  } catch (error) {
    const refusal = toApiError(error, apiTexts(language));
    if (refusal.code === 'internal' || refusal.code.endsWith('-unavailable')) door.onError(error);
    const problem = toProblem(refusal, language);
    send(response, problem.status, problem, {
      'content-language': language,
      'content-type': 'application/problem+json; charset=utf-8',
      ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(problem.status === 503 && { 'retry-after': '10' }),
      ...refusal.options.headers,
    });
  }
}

function toRequest(message: Request, user: User, language: Language): ApiRequest {
  const texts = apiTexts(language);
  return {
    user,
    language,
    texts,
    part: name => String(message.params?.[name] ?? ''),
    query: shape => check(shape, Object.fromEntries(new URLSearchParams(message.getQuery())), texts),
    body: async shape => check(shape, (await readJson(message)) ?? {}, texts),
    seenVersion: () => versionOf(message.headers['if-match']),
  };
}

/** Never kept, never shown as a page, never for other sites. */
const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

function send(response: Response, status: number, body: unknown, headers: Record<string, string>): void {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const { 'content-type': type, ...others } = headers;
  response.writeHead(status, {
    ...always,
    ...others,
    ...(text !== undefined &&
      type !== undefined && { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) }),
  });
  // Node leaves the body away where HEAD was asked.
  response.end(text);
}
