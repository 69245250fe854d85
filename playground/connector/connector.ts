import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { FaultAction, Faults } from '../control/faults.ts';
import type { Outcome, RecordEntry, RequestRecord } from '../control/record.ts';
import { type Answer, BodyError, pathSegments, readBody, respond } from '../http.ts';
import { MESSAGE_LIMIT } from './activity.ts';
import { runEndpoint } from './endpoints.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ConnectorRequest, Done, Scene } from './request.ts';
import { targetOf } from './target.ts';
import { badSyntax, messageTooBig, TeamsError, unauthorized } from './teams-error.ts';

/** More than any message may have; what is above is refused unread. */
const BODY_LIMIT = 1024 * 1024;

export type ConnectorOptions = {
  scene: Scene;
  record: RequestRecord;
  faults: Faults;
  clock: Clock;
  /** Ends waits when the playground closes. */
  closing: AbortSignal;
  rateLimits: RateLimits | undefined;
  /** Whether the Authorization header is good; undefined: nobody asks. */
  authorize: ((header: string | undefined) => Promise<boolean>) | undefined;
  log: (line: string) => void;
};

/**
 * The Bot Connector: takes a request under `/v3/`, records it, lets the fault script have its way and answers as
 * Teams would.
 */
export function createConnector(options: ConnectorOptions) {
  const { scene, record, faults, clock, closing, log } = options;
  /** Writes under way for each channel or chat, to see when two overlap. */
  const underWay = new Map<string, number>();

  return async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    let text: string;
    try {
      text = await readBody(request, BODY_LIMIT);
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      if (error.reason === 'too large') refuseUnread(request.method ?? 'GET', url, response);
      return;
    }
    const read = readRequest(request.method ?? 'GET', url, text);
    const entry = beginEntry(read);
    const leave = enter(read, entry, response);
    const settle = (outcome: Outcome, status: number | null): void => {
      // Who is never answered is under way until the connection ends.
      if (outcome !== 'hung' && outcome !== 'hung-after') leave();
      record.settle(entry, outcome, status);
    };

    const target = { channelId: entry.channelId, method: read.method, path: read.path, text };
    const fault: FaultAction = faults.take(target) ?? { delayMs: 0 };
    if (fault.delayMs > 0 && !(await waited(fault.delayMs))) return settle('unanswered', null);
    if (fault.hang === 'before') return settle('hung', null);
    if (fault.cut === 'before') {
      settle('cut-before', null);
      response.destroy();
      return;
    }
    if (fault.answer && !fault.after) {
      settle('fault', fault.answer.status);
      return respond(response, fault.answer);
    }

    const answer = await work(read, entry, request.headers.authorization);
    if (fault.hang === 'after') return settle('hung-after', answer.status);
    if (fault.cut === 'after') {
      settle('cut-after', answer.status);
      response.destroy();
      return;
    }
    if (response.destroyed) return settle('unanswered', answer.status);
    if (fault.cut === 'within') {
      settle('cut-after', answer.status);
      return cutWithin(response, answer.status);
    }
    settle(entry.worked ? 'done' : 'refused', answer.status);
    respond(response, fault.answer ?? answer);
  };

  /** Sends the beginning of an answer. */
  function cutWithin(response: ServerResponse, status: number): void {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.write('{"id":', () => response.destroy());
  }

  function refuseUnread(method: string, url: URL, response: ServerResponse): void {
    const entry = beginEntry(readRequest(method, url, ''));
    const error = messageTooBig(BODY_LIMIT, MESSAGE_LIMIT);
    entry.violations.push(...error.violations);
    record.settle(entry, 'refused', error.status);
    respond(response, errorAnswer(error));
  }

  function beginEntry(request: ConnectorRequest): RecordEntry {
    const { channelId, conversationId, activity } = targetOf(request);
    return record.begin({
      method: request.method,
      path: request.path,
      channelId,
      conversationId,
      activityId: null,
      ...(activity === undefined ? {} : { activity }),
      violations: [],
    });
  }

  /** Marks a write as under way until the returned function is called, or the caller goes. */
  function enter(request: ConnectorRequest, entry: RecordEntry, response: ServerResponse): () => void {
    const { channelId } = entry;
    if (channelId === null || request.method === 'GET') return () => {};
    const others = underWay.get(channelId) ?? 0;
    if (others > 0) {
      const message = `${others} more under way for ${channelId}; sends to one channel must follow one another.`;
      entry.violations.push({ rule: 'overlapping', message });
    }
    underWay.set(channelId, others + 1);
    let left = false;
    const leave = (): void => {
      if (left) return;
      left = true;
      const rest = (underWay.get(channelId) ?? 1) - 1;
      if (rest > 0) underWay.set(channelId, rest);
      else underWay.delete(channelId);
    };
    response.once('close', leave);
    return leave;
  }

  async function waited(milliseconds: number): Promise<boolean> {
    try {
      await clock.wait(milliseconds, closing);
      return true;
    } catch (error) {
      if (closing.aborted) return false;
      throw error;
    }
  }

  async function work(
    request: ConnectorRequest,
    entry: RecordEntry,
    authorization: string | undefined,
  ): Promise<Answer> {
    try {
      if (options.authorize && !(await options.authorize(authorization))) throw unauthorized();
      options.rateLimits?.take(request.method === 'GET' ? 'read' : 'write', entry.channelId ?? undefined);
      if (request.text !== '' && request.body === undefined) throw badSyntax('The body is not JSON.');
      const done: Done = runEndpoint(scene, request);
      entry.worked = true;
      entry.activityId = done.activityId ?? null;
      entry.conversationId = done.conversationId ?? entry.conversationId;
      return done;
    } catch (error) {
      if (error instanceof TeamsError) {
        entry.violations.push(...error.violations);
        return errorAnswer(error);
      }
      log(
        `The playground failed at ${request.method} ${request.path}: ${error instanceof Error ? error.stack : error}`,
      );
      return errorAnswer(new TeamsError(500, 'ServiceError', 'The playground failed; its output says where.'));
    }
  }
}

function readRequest(method: string, url: URL, text: string): ConnectorRequest {
  const segments = pathSegments(url.pathname)?.slice(1) ?? [];
  return { method, path: `/v3/${segments.join('/')}`, segments, query: url.searchParams, body: parseJson(text), text };
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorAnswer({ status, code, message, headers }: TeamsError): Answer {
  return { status, body: { error: { code, message } }, headers };
}
