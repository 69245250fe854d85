import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { close, listen } from '../../test/support/messages-endpoint.ts';
import { createGraph, type Graph } from './graph-client.ts';
import { GraphError } from './graph-error.ts';

const tenant = '5f0c1f2e-6b0e-4f7c-9d55-1f6f3c2a7e10';
const anything = z.object({ id: z.string() });

describe('calls to Microsoft Graph', () => {
  let server: Server;
  let url: string;
  let answers: ((request: IncomingMessage, response: ServerResponse) => void)[];
  let bearers: string[];
  let pauses: number[];

  beforeEach(async () => {
    answers = [];
    bearers = [];
    pauses = [];
    server = createServer((request, response) => {
      bearers.push(request.headers.authorization ?? '');
      const next = answers.shift();
      if (next) next(request, response);
      else response.destroy();
    });
    url = `http://127.0.0.1:${await listen(server)}/v1.0`;
  });
  afterEach(() => close(server));

  function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    answers.push((_, response) => {
      response.writeHead(status, headers);
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  function graph(token: () => Promise<string> = async () => 'T', timeout = 2000): Graph {
    return createGraph({ url, token, timeout, wait: async pause => void pauses.push(pause) });
  }

  const get = (asked = graph()) => asked.get(tenant, '/teams/x', anything);
  const failed = (code: string | undefined, message: RegExp) => (error: unknown) => {
    assert.ok(error instanceof GraphError);
    assert.deepEqual([error.code, message.test(error.message)], [code, true], error.message);
    return true;
  };

  for (const status of [429, 503])
    it(`are repeated once after ${status}, when the pause asked for is short`, async () => {
      answer(status, '', { 'retry-after': '1' });
      answer(200, { id: 'a' });
      assert.deepEqual(await get(), { id: 'a' });
      assert.deepEqual(pauses, [1000]);
      answer(status, '');
      answer(status, { error: { code: 'TooManyRequests', message: 'Slow down.' } });
      await assert.rejects(get(), failed('TooManyRequests', /answered \d+ TooManyRequests: Slow down\./));
      assert.deepEqual(pauses, [1000, 500]);
    });

  it('are repeated once when the connection breaks', async () => {
    const cut = (_: IncomingMessage, response: ServerResponse) => void response.destroy();
    answers.push(cut);
    answer(200, { id: 'a' });
    assert.deepEqual(await get(), { id: 'a' });
    answers.push(cut, cut);
    await assert.rejects(get(), failed('network', /could not be reached/));
    assert.equal(bearers.length, 4);
  });

  it('do not wait long: somebody else is waiting', async () => {
    answer(429, '', { 'retry-after': '30' });
    await assert.rejects(get(), failed(undefined, /answered 429/));
    assert.deepEqual([pauses, bearers.length], [[], 1]);
  });

  it('ask for a new token when theirs is refused, once', async () => {
    const given: boolean[] = [];
    const token = async (_tenant: string, anew: boolean) => {
      given.push(anew);
      return anew ? 'new' : 'old';
    };
    answer(401, '');
    answer(200, { id: 'a' });
    const asked = createGraph({ url, token });
    assert.deepEqual(await get(asked), { id: 'a' });
    assert.deepEqual(
      [given, bearers],
      [
        [false, true],
        ['Bearer old', 'Bearer new'],
      ],
    );
    answer(401, '');
    answer(401, { error: { code: 'InvalidAuthenticationToken' } });
    await assert.rejects(get(asked), failed('InvalidAuthenticationToken', /answered 401/));
  });

  it('send the token to no other host for a next page', async () => {
    const elsewhere: string[] = [];
    const other = createServer((request, response) => {
      elsewhere.push(request.headers.authorization ?? '');
      response.end('{"value":[]}');
    });
    const port = await listen(other);
    answer(200, { value: [], '@odata.nextLink': `http://127.0.0.1:${port}/v1.0/teams/x/members` });
    await assert.rejects(graph().list(tenant, '/teams/x/members', anything), failed('answer', /on another host/));
    assert.deepEqual(elsewhere, []);
    await close(other);
  });

  it('follow no redirect', async () => {
    answer(302, '', { location: 'http://127.0.0.1:9/' });
    await assert.rejects(get(), failed(undefined, /answered 302/));
  });

  it('end a circle of pages', async () => {
    const page = { value: [{ id: 'a' }], '@odata.nextLink': `${url}/teams/x/members` };
    for (let count = 0; count < 4; count += 1) answer(200, page);
    const asked = createGraph({ url, token: async () => 'T', mostPages: 3 });
    await assert.rejects(asked.list(tenant, '/teams/x/members', anything), failed('answer', /more than 3 pages/));
  });

  it('say what they did not understand', async () => {
    answer(200, '<html>');
    await assert.rejects(get(), failed('answer', /is not JSON/));
    answer(200, { id: 1 });
    await assert.rejects(get(), failed('answer', /id: /));
    answer(502, '<html>a proxy</html>');
    await assert.rejects(get(), failed(undefined, /answered 502\.$/));
  });

  it('give up when there is no answer, and no login', async () => {
    answers.push(() => {});
    await assert.rejects(get(graph(undefined, 20)), failed('timeout', /within 20 ms/));
    const never = () => new Promise<string>(() => {});
    await assert.rejects(get(graph(never, 20)), failed('login', /no answer within 20 ms/));
    const refused = () => Promise.reject(new Error('AADSTS7000215: Invalid client secret.\r\nTrace ID: 1'));
    await assert.rejects(get(graph(refused)), failed('login', /Invalid client secret\.$/));
    await close(server);
    await assert.rejects(get(), failed('network', /ECONNREFUSED/));
    server = createServer();
    await listen(server);
  });
});
