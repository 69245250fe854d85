import { z } from 'zod';

/** A call to Microsoft Graph that did not come off. */
export class GraphError extends Error {
  override name = 'GraphError';
  /** HTTP status of the answer; undefined if there was none. */
  readonly status: number | undefined;
  /** Graph's error code, such as `Forbidden`; `login`, `timeout`, `network` or `answer` where there was none. */
  readonly code: string | undefined;

  constructor(message: string, what: { status?: number | undefined; code?: string | undefined }, cause?: unknown) {
    super(message, { cause });
    this.status = what.status;
    this.code = what.code;
  }
}

/** Microsoft Learn, "Microsoft Graph error responses and resource types". */
const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string().catch('') }) });

const longestMessage = 500;

/** The error that an answer other than 200 means. */
export function errorFromAnswer(status: number, body: string): GraphError {
  const { code, message } = readBody(body);
  const what = [`Microsoft Graph answered ${status}`, code].filter(Boolean).join(' ');
  const text = message.trim() === '' ? `${what}.` : `${what}: ${message.trim().slice(0, longestMessage)}`;
  return new GraphError(text, { status, code });
}

function readBody(body: string): { code: string | undefined; message: string } {
  try {
    return errorBody.parse(JSON.parse(body)).error;
  } catch {
    // A proxy's page, perhaps: the status alone has to do.
    return { code: undefined, message: '' };
  }
}
