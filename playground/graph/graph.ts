import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Faults } from '../control/faults.ts';
import type { Outcome, RequestRecord } from '../control/record.ts';
import { type Answer, pathSegments, respond } from '../http.ts';
import type { World } from '../world.ts';
import { badRequest, errorAnswer, GraphError, invalidToken, notFound } from './graph-error.ts';
import { type GraphRequest, getTeam, listChannelMembers, listTeamMembers } from './teams.ts';

export type GraphOptions = {
  world: World;
  /** The playground's own address. */
  url: string;
  /** Whether an Authorization header is good for Graph. */
  accepts: (authorization: string | undefined) => Promise<boolean>;
  record: RequestRecord;
  faults: Faults;
  clock: Clock;
  /** Ends waits when the playground closes. */
  closing: AbortSignal;
};

/** Microsoft Graph, played: the requests under `/graph/v1.0/` by which an app learns who is in a team. */
export function createGraph({ world, url, accepts, record, faults, clock, closing }: GraphOptions) {
  return async function handle(request: IncomingMessage, response: ServerResponse, asked: URL): Promise<void> {
    const method = request.method ?? 'GET';
    const segments = pathSegments(asked.pathname) ?? [];
    const path = `/${segments.join('/')}`;
    const entry = record.begin({
      method,
      path,
      channelId: null,
      conversationId: null,
      activityId: null,
      violations: [],
    });
    const settle = (outcome: Outcome, status: number | null): void => record.settle(entry, outcome, status);

    const fault = faults.take({ channelId: null, method, path, text: '' }) ?? { delayMs: 0 };
    if (fault.delayMs > 0 && !(await waited(fault.delayMs))) return settle('unanswered', null);
    if (fault.hang) return settle('hung', null);
    if (fault.cut) {
      settle('cut-before', null);
      response.destroy();
      return;
    }
    if (fault.answer) {
      settle('fault', fault.answer.status);
      return respond(response, fault.answer);
    }
    const answer = await work({ method, segments: segments.slice(1), query: asked.searchParams, url }, request);
    entry.worked = answer.status === 200;
    settle(entry.worked ? 'done' : 'refused', answer.status);
    respond(response, answer);
  };

  async function waited(milliseconds: number): Promise<boolean> {
    try {
      await clock.wait(milliseconds, closing);
      return true;
    } catch (error) {
      if (closing.aborted) return false;
      throw error;
    }
  }

  async function work(asked: GraphRequest, { headers }: IncomingMessage): Promise<Answer> {
    try {
      if (!(await accepts(headers.authorization))) throw invalidToken();
      return { status: 200, body: run(asked), headers: { 'cache-control': 'no-store' } };
    } catch (error) {
      if (error instanceof GraphError) return errorAnswer(error, clock.now());
      throw error;
    }
  }

  function run(asked: GraphRequest): unknown {
    const { method, segments } = asked;
    const [version, root, groupId = '', collection, channelId = '', part] = segments;
    if (method !== 'GET') throw new GraphError(405, 'MethodNotAllowed', `${method} is not supported here.`);
    if (version !== 'v1.0') throw badRequest('Invalid version.');
    if (root === 'teams' && segments.length === 3) return getTeam(world, asked, groupId);
    if (root === 'teams' && segments.length === 4 && collection === 'members')
      return listTeamMembers(world, asked, groupId);
    if (root === 'teams' && segments.length === 6 && collection === 'channels' && part === 'allMembers')
      return listChannelMembers(world, asked, groupId, channelId);
    throw notFound(`Resource not found for the segment '${segments.at(-1) ?? ''}'.`);
  }
}
