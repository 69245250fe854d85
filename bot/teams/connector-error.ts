import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** A call to the Bot Connector that did not come off. */
export class ConnectorError extends Error {
  override name = 'ConnectorError';
  /** HTTP status of the answer; undefined if there was none. */
  readonly status: number | undefined;
  /** Teams' error code, such as `BotNotInConversationRoster`; `login`, `timeout` or `network` where we had no answer. */
  readonly code: string | undefined;
  /** What the other side asks us to wait, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** False only where it is certain that nothing reached the other side. */
  readonly sent: boolean;

  constructor(
    message: string,
    what: { status?: number | undefined; code?: string | undefined; retryAfter?: number | undefined; sent: boolean },
    cause?: unknown,
  ) {
    super(message, { cause });
    this.status = what.status;
    this.code = what.code;
    this.retryAfter = what.retryAfter;
    this.sent = what.sent;
  }
}

/** `{"error":{"code","message"}}`: Microsoft Learn, "Status codes from bot conversational APIs". */
const usualBody = z.object({ error: z.object({ code: z.string(), message: z.string().catch('') }) });

/** `{"errorCode":209,"message":"{\"subCode\":\"MessageWritesBlocked\",…}"}`: Microsoft Learn, "Proactive messages". */
const otherBody = z.object({ errorCode: z.union([z.number(), z.string()]), message: z.string().catch('') });
const subCodeBody = z.object({ subCode: z.string(), details: z.string().optional() });

const longestMessage = 500;

/**
 * The error that an answer other than 2xx means.
 * @param now milliseconds since 1970, for a Retry-After that names a date
 */
export function errorFromAnswer(
  status: number,
  headers: IncomingHttpHeaders,
  body: string,
  now: number,
): ConnectorError {
  const { code, message } = readErrorBody(body);
  const what = [`Teams answered ${status}`, code].filter(Boolean).join(' ');
  const text = message.trim() === '' ? `${what}.` : `${what}: ${message.trim().slice(0, longestMessage)}`;
  return new ConnectorError(text, {
    status,
    code,
    retryAfter: readRetryAfter(headers['retry-after'], now),
    sent: true,
  });
}

function readErrorBody(body: string): { code: string | undefined; message: string } {
  const json = parseJson(body);
  const usual = usualBody.safeParse(json);
  if (usual.success) return usual.data.error;
  const other = otherBody.safeParse(json);
  if (!other.success) return { code: undefined, message: '' };
  const { errorCode, message } = other.data;
  const sub = subCodeBody.safeParse(parseJson(message));
  if (sub.success) return { code: sub.data.subCode, message: sub.data.details ?? '' };
  return { code: String(errorCode), message };
}

/**
 * Retry-After in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). Undefined if it is missing or neither.
 * @param now milliseconds since 1970
 */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Math.ceil(Number(value) * 1000);
  // Only what begins as a date does: Date.parse reads numbers such as "-5" as years.
  const date = /^\s*[A-Za-z]/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
