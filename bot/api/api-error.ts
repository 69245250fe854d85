import type { ApiTexts } from '../locales/api-texts.ts';
import type { FieldProblem, ProblemCode } from './contract.ts';

/** The status of each code; one code has one status. */
export const statusOf: Record<ProblemCode, number> = {
  'not-signed-in': 401,
  'other-tenant': 403,
  'no-access': 403,
  'may-not-change': 403,
  'not-administrator': 403,
  'foreign-origin': 403,
  'connectors-off': 403,
  'not-found': 404,
  'channel-not-found': 404,
  'connection-not-found': 404,
  'connector-not-found': 404,
  'method-not-allowed': 405,
  'connector-refused': 409,
  'no-webhook-url': 409,
  'nothing-to-replay': 409,
  'not-possible': 409,
  'being-replaced': 409,
  'url-generations-used-up': 409,
  'url-transition-open': 409,
  'no-url-transition': 409,
  'url-epochs-used-up': 409,
  'changed-meanwhile': 412,
  'too-large': 413,
  'not-json': 415,
  'not-valid': 422,
  'if-match-missing': 428,
  internal: 500,
  'directory-unavailable': 503,
  'sign-on-unavailable': 503,
  'store-unavailable': 503,
};

/** The name of a text of its own, where a code has more than one. */
export type DetailText = keyof ApiTexts['details'];

export interface ApiErrorOptions {
  /** Undefined: the text of the code. */
  text?: DetailText;
  /** For the placeholders of the text. */
  values?: Record<string, string>;
  /** In place of a text: one that somebody else has put into the reader's language already. */
  detail?: string;
  fields?: FieldProblem[];
  /** Further headers, such as Allow. */
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A request is refused. What people read of it is written where the language of the reader is known. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: ProblemCode;
  readonly options: ApiErrorOptions;

  constructor(code: ProblemCode, options: ApiErrorOptions = {}) {
    super(code, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.options = options;
  }
}
