import type { Problem } from '../../bot/api/contract.ts';

export interface Answer<T> {
  data: T;
  /** The version that was read: goes into `ifMatch` of a change. */
  etag: string | undefined;
}

/** The service's API as the signed-in person. Each call rejects with an ApiProblem. Paths begin with `/api/`. */
export interface Api {
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body?: unknown, options?: PostOptions): Promise<Answer<T>>;
  patch<T>(path: string, body: unknown, options: { ifMatch: string | undefined }): Promise<Answer<T>>;
  delete(path: string, options: { ifMatch: string | undefined }): Promise<Answer<void>>;
}

export interface PostOptions {
  ifMatch?: string | undefined;
  /** It only asks something, such as for a preview: what was read before still holds. */
  changesNothing?: boolean;
}

/** What the service refused, or why it could not be asked; `problem.detail` is for people. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

export interface ApiOptions {
  /** The Teams single sign-on token. */
  token: () => Promise<string>;
  /** The language of the answers' texts, such as `fr-CA`. */
  language: string;
  /** Called after each change that went through: what was read before may be out of date. */
  onChange?: () => void;
  /** What is said where nobody can be reached or understood. */
  texts: { signOnFailed: string; unreachable: string; notUnderstood: string };
  fetch?: typeof fetch;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

interface Sent {
  method: Method;
  body?: unknown;
  ifMatch?: string | undefined;
  changesNothing?: boolean;
}

/** An Api that signs each request with the person's token. */
export function createApi(options: ApiOptions): Api {
  const { texts, language, onChange, fetch: send = (...request) => fetch(...request) } = options;

  async function call<T>(
    path: string,
    { method, body, ifMatch, changesNothing = method === 'GET' }: Sent,
  ): Promise<Answer<T>> {
    const token = await options.token().catch(() => {
      throw new ApiProblem({ status: 401, code: 'not-signed-in', detail: texts.signOnFailed });
    });
    const headers = new Headers({ authorization: `Bearer ${token}`, 'accept-language': language });
    if (ifMatch !== undefined) headers.set('if-match', ifMatch);
    if (body !== undefined) headers.set('content-type', 'application/json');
    const request = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await send(path, request).catch(() => {
      throw new ApiProblem({ status: 0, code: 'internal', detail: texts.unreachable });
    });
    if (!response.ok) throw new ApiProblem(await readProblem(response, texts));
    if (!changesNothing) onChange?.();
    // The service is of the same build as this page: what it answers is what contract.ts says.
    const data = response.status === 204 ? undefined : await readJson(response, texts);
    return { data, etag: response.headers.get('etag') ?? undefined };
  }

  return {
    get: path => call(path, { method: 'GET' }),
    post: (path, body, options) => call(path, { method: 'POST', body, ...options }),
    patch: (path, body, { ifMatch }) => call(path, { method: 'PATCH', body, ifMatch }),
    delete: (path, { ifMatch }) => call(path, { method: 'DELETE', ifMatch }),
  };
}

async function readJson(response: Response, texts: ApiOptions['texts']) {
  return response.json().catch(() => {
    throw new ApiProblem({ status: response.status, code: 'internal', detail: texts.notUnderstood });
  });
}

/** A proxy between may answer something of its own. */
async function readProblem(response: Response, texts: ApiOptions['texts']): Promise<Problem> {
  const answered: unknown = await response.json().catch(() => undefined);
  return isProblem(answered) ? answered : { status: response.status, code: 'internal', detail: texts.notUnderstood };
}

function isProblem(answered: unknown): answered is Problem {
  return (
    typeof answered === 'object' &&
    answered !== null &&
    'code' in answered &&
    typeof answered.code === 'string' &&
    'detail' in answered &&
    typeof answered.detail === 'string'
  );
}
