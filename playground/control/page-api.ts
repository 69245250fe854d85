import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type BotLink, BotUnreachableError } from '../bot/bot-link.ts';
import { firstIssue } from '../connector/activity.ts';
import type { Scene } from '../connector/request.ts';
import { type Answer, BodyError, pathSegments, readBody, respond } from '../http.ts';
import type { Login } from '../login.ts';
import type { Tabs } from '../store/tabs.ts';
import { botEventSchema, sendBotEvent } from './bot-events.ts';
import { invokeSchema, openDialog, openDialogSchema, pressButton, submitDialog, submitDialogSchema } from './clicks.ts';
import { ControlError } from './control-error.ts';
import type { Events } from './events.ts';
import { type Faults, faultScriptSchema } from './faults.ts';
import { newMessageSchema, writeMessage } from './messages.ts';
import { userOf } from './places.ts';
import type { RequestRecord } from './record.ts';
import { createTabsApi } from './tabs-api.ts';
import { changeTeamSettings, teamSettingsSchema } from './team-settings.ts';
import { describeWorld } from './world-state.ts';

const BODY_LIMIT = 1024 * 1024;
const MAX_PAGE = 200;

const tryItSchema = z.strictObject({
  connectionName: z.string(),
  channelName: z.string(),
  url: z.string(),
  curl: z.string(),
});
const pageQuerySchema = z.object({
  before: z.string().regex(/^\d+$/).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
});
const ssoQuerySchema = z.object({ user: z.string('must name somebody') });
const sinceSchema = z.object({ since: z.coerce.number().int().min(0).default(0) });

export type PageApiOptions = {
  scene: Scene;
  link: BotLink;
  login: Login;
  record: RequestRecord;
  faults: Faults;
  events: Events;
  tabs: Tabs;
  log: (line: string) => void;
};

/** What the page, the start script and tests in other processes call: everything under `/playground/api/`. */
export function createPageApi(options: PageApiOptions) {
  const { scene, link, login, record, faults, events, log } = options;
  const changeTabs = createTabsApi(scene, options.tabs);
  let tryIt: z.infer<typeof tryItSchema> | null = null;

  return async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [name = '', ...rest] = pathSegments(url.pathname)?.slice(2) ?? [];
    if (request.method === 'GET' && name === 'events' && rest.length === 0) return events.subscribe(request, response);
    respond(response, { ...(await answer(request, url, name, rest)) });
  };

  async function answer(request: IncomingMessage, url: URL, name: string, rest: string[]): Promise<Answer> {
    try {
      const done = await run(request, url, name, rest);
      return { status: done === undefined ? 204 : 200, body: done, headers: { 'cache-control': 'no-store' } };
    } catch (error) {
      if (error instanceof ControlError) return { status: error.status, body: { error: error.message } };
      if (error instanceof z.ZodError) return { status: 400, body: { error: firstIssue(error) } };
      if (error instanceof BodyError) return { status: 413, body: { error: error.message } };
      if (error instanceof BotUnreachableError) return { status: 502, body: { error: error.message } };
      log(
        `The playground failed at ${request.method} ${url.pathname}: ${error instanceof Error ? error.stack : error}`,
      );
      return { status: 500, body: { error: 'The playground failed; its output says where.' } };
    }
  }

  async function run(request: IncomingMessage, url: URL, name: string, rest: string[]): Promise<unknown> {
    const query = Object.fromEntries(url.searchParams);
    const [id = '', part] = rest;
    if (name === 'channels' && rest.length === 2 && part === 'posts' && request.method === 'GET') {
      const { before, limit } = pageQuerySchema.parse(query);
      return scene.posts.page(id, before, limit);
    }
    if (name === 'channels' && part === 'tabs' && request.method !== 'GET') {
      return changeTabs(request.method ?? '', id, rest[2], () => json(request));
    }
    switch (`${request.method} ${[name, ...rest].join('/')}`) {
      case 'GET state':
        return { ...describeWorld(scene.world, options.tabs), tryIt };
      case 'PUT try-it':
        tryIt = tryItSchema.parse(await json(request));
        events.publish('world', {});
        return undefined;
      case 'POST messages':
        return writeMessage(scene, link, newMessageSchema.parse(await json(request)));
      case 'POST invoke':
        return pressButton(scene, link, invokeSchema.parse(await json(request)));
      case 'POST dialogs':
        return openDialog(scene, link, openDialogSchema.parse(await json(request)));
      case 'POST dialogs/submit':
        return submitDialog(scene, link, submitDialogSchema.parse(await json(request)));
      case 'POST bot-events':
        return sendBotEvent(scene, link, botEventSchema.parse(await json(request)));
      case 'PUT team-settings':
        return changeTeamSettings(scene, teamSettingsSchema.parse(await json(request)));
      case 'GET sso-token':
        return { token: await login.ssoToken(userOf(scene, ssoQuerySchema.parse(query).user)) };
      case 'GET faults':
        return { rules: faults.list() };
      case 'POST faults':
        faults.add(...faultScriptSchema.parse(await json(request)).rules);
        return { rules: faults.list() };
      case 'DELETE faults':
        return faults.clear();
      case 'GET record':
        return record.entries(sinceSchema.parse(query).since);
      case 'GET record/totals':
        return record.totals();
      case 'DELETE record':
        return record.clear();
      default:
        throw new ControlError(404, `The playground has no ${request.method} ${url.pathname}.`);
    }
  }
}

async function json(request: IncomingMessage): Promise<unknown> {
  const text = await readBody(request, BODY_LIMIT);
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(400, 'The body must be JSON.');
  }
}
