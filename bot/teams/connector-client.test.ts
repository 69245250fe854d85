import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { AppCredentials } from 'botframework-connector';
import { z } from 'zod';
import { type Playground, startPlayground } from '../../playground/playground.ts';
import { createBotLogin } from './bot-login.ts';
import { cloudEndpoints } from './cloud-endpoints.ts';
import { type BotConnector, createBotConnector } from './connector-client.ts';
import { ConnectorError } from './connector-error.ts';
import { createHttpClient } from './http-client.ts';
import { createTeams } from './teams.ts';

const none = { credentials: { kind: 'none' }, cloud: 'commercial' } as const;
const message = { type: 'message', text: 'Hello' };

async function errorOf(work: Promise<unknown>): Promise<ConnectorError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ConnectorError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'It came off.' });
}

describe('the Bot Connector', () => {
  let playground: Playground;
  let connector: BotConnector;
  let channel: { serviceUrl: string; tenantId: string; channelId: string };
  const post = () => connector.createThread(channel, message);
  const requests = () => playground.record.entries().length;

  before(async () => {
    playground = await startPlayground({ announce: false });
    connector = createTeams({ ...none, timeout: 200 }).botConnector;
    const { world, url } = playground;
    channel = { serviceUrl: url, tenantId: world.tenantId, channelId: world.team.id };
  });
  beforeEach(() => {
    playground.faults.clear();
    playground.record.clear();
  });
  after(async () => {
    connector.close();
    await playground.close();
  });

  it('posts a new thread and answers where it stands', async () => {
    const { conversationId, activityId } = await post();
    assert.equal(conversationId, channel.channelId);
    const last = playground.posts(channel.channelId).at(-1);
    assert.deepEqual([last?.id, last?.text], [activityId, 'Hello']);
  });

  it('puts a message in the place of one that it posted, in a channel and in a chat', async () => {
    const { serviceUrl, tenantId, channelId } = channel;
    const person = { serviceUrl, tenantId, userId: playground.world.users[0]?.aadObjectId ?? '' };
    for (const thread of [await post(), await connector.postToPerson(person, message)]) {
      await connector.update({ serviceUrl, ...thread }, { type: 'message', text: 'Changed' });
      const last = playground.posts(thread.conversationId).at(-1);
      assert.deepEqual([last?.id, last?.text], [thread.activityId, 'Changed']);
    }
    assert.notEqual(playground.posts(channelId).length, 0);
    const gone = await errorOf(connector.update({ serviceUrl, conversationId: channelId, activityId: '1' }, message));
    assert.deepEqual([gone.status, gone.code], [404, 'ActivityNotFoundInConversation']);
  });

  it('writes to a person in the same chat each time, and tells of one whom Teams does not know', async () => {
    const { serviceUrl, tenantId } = channel;
    const userId = playground.world.users[0]?.aadObjectId ?? '';
    const first = await connector.postToPerson({ serviceUrl, tenantId, userId }, message);
    const second = await connector.postToPerson({ serviceUrl, tenantId, userId }, message);
    assert.equal(first.conversationId, second.conversationId);
    assert.deepEqual(
      playground
        .posts(first.conversationId)
        .slice(-2)
        .map(({ id }) => id),
      [first.activityId, second.activityId],
    );
    assert.deepEqual(playground.record.violations(), []);
    const unknown = await errorOf(connector.postToPerson({ serviceUrl, tenantId, userId: 'nobody' }, message));
    assert.equal(unknown.status, 404);
  });

  it('replies in the thread of an activity', async () => {
    const { activityId } = await post();
    const conversationId = `${channel.channelId};messageid=${activityId}`;
    await connector.reply(
      { serviceUrl: channel.serviceUrl, conversationId, activityId },
      { type: 'message', text: 'Yes' },
    );
    const last = playground.posts(channel.channelId).at(-1);
    assert.deepEqual(
      last?.replies.map(reply => reply.text),
      ['Yes'],
    );
  });

  it('reads a team and its channels', async () => {
    const { id, groupId, name } = playground.world.team;
    const address = { serviceUrl: `${channel.serviceUrl}/`, teamId: id };
    assert.deepEqual(await connector.team(address), { name, aadGroupId: groupId });
    const channels = await connector.channels(address);
    assert.deepEqual(
      channels.map(each => each.name),
      [undefined, 'Builds', 'Alerts'],
    );
  });

  describe('makes one request of one call', () => {
    for (const status of [300, 302, 400, 401, 403, 404, 408, 412, 413, 429, 500, 501, 502, 503, 504])
      it(`when it is answered ${status}`, async () => {
        const body = { error: { code: 'Code', message: 'Text.' } };
        const headers = { 'retry-after': '0', location: `${channel.serviceUrl}/v3/conversations` };
        playground.faults.add({ action: { status, body, headers } });
        const error = await errorOf(post());
        assert.deepEqual([error.status, error.code, error.retryAfter, error.sent], [status, 'Code', 0, true]);
        assert.equal(requests(), 1);
      });

    for (const cut of ['before', 'after'] as const)
      it(`when the connection is cut ${cut} the work`, async () => {
        playground.faults.add({ action: { cut } });
        const error = await errorOf(post());
        assert.deepEqual([error.status, error.code, error.sent], [undefined, 'network', true]);
        assert.equal(requests(), 1);
      });

    it('when no answer comes', async () => {
      playground.faults.add({ action: { hang: true } });
      const error = await errorOf(post());
      assert.deepEqual([error.status, error.code, error.sent], [undefined, 'timeout', true]);
      assert.match(error.message, /did not answer within 200 ms/);
      assert.equal(requests(), 1);
    });
  });

  it('says what Teams said, in both of its forms', async () => {
    playground.faults.add({
      times: 1,
      action: { status: 403, body: { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' } },
    });
    assert.equal((await errorOf(post())).code, 'MessageWritesBlocked');
    const unknown = { ...channel, channelId: '19:nowhere@thread.tacv2' };
    const error = await errorOf(connector.createThread(unknown, message));
    assert.deepEqual([error.status, error.code], [404, 'ConversationNotFound']);
  });

  it('takes an answer to a question that is no JSON for none of Teams', async () => {
    playground.faults.add({ action: { status: 200, body: '<html>Log in to the network</html>' } });
    const error = await errorOf(connector.channels({ ...channel, teamId: playground.world.team.id }));
    assert.deepEqual([error.status, error.code, error.sent], [undefined, 'answer', true]);
  });

  it('takes a message for posted whatever a 2xx answer says', async () => {
    const unnamed = { conversationId: channel.channelId, activityId: '' };
    for (const body of ['<html>Log in to the network</html>', '{"id"', '7', '[]', 'null', '{"id":7,"activityId":{}}']) {
      playground.faults.add({ times: 1, action: { status: 200, body, after: true } });
      assert.deepEqual(await post(), unnamed, body);
    }
    playground.faults.add({ times: 1, action: { cut: 'within' } });
    assert.deepEqual(await post(), unnamed);
    const { serviceUrl } = channel;
    const { activityId, conversationId } = await post();
    playground.faults.add({ times: 1, action: { status: 200, body: '<html>', after: true } });
    await connector.update({ serviceUrl, conversationId, activityId }, { type: 'message', text: 'Changed' });
    assert.equal(playground.posts(conversationId).at(-1)?.text, 'Changed');
  });

  it('takes an accepted message for posted, named or not', async () => {
    playground.faults.add(
      { action: { status: 202 }, times: 1 },
      { action: { status: 201, body: { id: `${channel.channelId};messageid=7` } } },
    );
    assert.deepEqual(await post(), { conversationId: channel.channelId, activityId: '' });
    assert.deepEqual(await post(), { conversationId: channel.channelId, activityId: '7' });
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const address = server.address();
    await new Promise(resolve => server.close(resolve));
    assert.ok(address && typeof address === 'object');
    const error = await errorOf(
      connector.createThread({ ...channel, serviceUrl: `http://127.0.0.1:${address.port}` }, message),
    );
    assert.deepEqual([error.status, error.code, error.sent], [undefined, 'network', false]);
    assert.match(error.message, /ECONNREFUSED/);
  });

  it('calls only this machine without credentials', async () => {
    for (const serviceUrl of [
      'https://smba.trafficmanager.net/emea/',
      'http://10.0.0.1',
      'http://localhost.example.org',
      'file:///etc',
      '',
    ]) {
      const error = await errorOf(connector.createThread({ ...channel, serviceUrl }, message));
      assert.deepEqual([error.code, error.sent], ['network', false]);
    }
  });
});

describe('the login', () => {
  const appId = 'a6a4bb9c-4d0c-4a0e-9d4b-2f4f3d2f8b11';
  const credentials = {
    kind: 'secret',
    appId,
    tenantId: '5f0c1f2e-6b0e-4f7c-9d55-1f6f3c2a7e10',
    secret: 'right',
  } as const;

  /** As botbuilder's own credentials, but with a login that may be plain http. */
  class LocalCredentials extends AppCredentials {
    readonly #url: string;
    readonly #secret: string;
    asked = 0;

    constructor(scope: string, url: string, secret: string) {
      super(appId, credentials.tenantId, scope);
      this.#url = url;
      this.#secret = secret;
    }

    async refreshToken() {
      this.asked += 1;
      const form = {
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: this.#secret,
        scope: this.oAuthScope,
      };
      const answer = await fetch(this.#url, { method: 'POST', body: new URLSearchParams(form) });
      const body = z
        .object({ access_token: z.string().optional(), error: z.string().optional() })
        .parse(await answer.json());
      // As MSAL does.
      if (!body.access_token) throw Object.assign(new Error(`${body.error}: AADSTS7000215`), { name: 'ServerError' });
      return { accessToken: body.access_token, expiresOn: new Date(Date.now() + 3_600_000), correlationId: '' };
    }
  }

  let playground: Playground;
  let made: LocalCredentials | undefined;
  const channel = () => ({
    serviceUrl: playground.url,
    tenantId: playground.world.tenantId,
    channelId: playground.world.team.id,
  });
  const connect = (secret: string, scope: string, timeout = 2000) => {
    const endpoints = { ...cloudEndpoints.commercial, scope };
    const url = `${playground.url}/login/${credentials.tenantId}/oauth2/v2.0/token`;
    const factory = { createCredentials: async () => (made = new LocalCredentials(scope, url, secret)) };
    const login = createBotLogin(credentials, { endpoints, timeout, factory });
    return createBotConnector({ appId, login, httpClient: createHttpClient({ timeout, now: Date.now }) });
  };
  const botFramework = cloudEndpoints.commercial.scope;

  before(async () => {
    playground = await startPlayground({ announce: false, login: true, botAppId: appId, botAppPassword: 'right' });
  });
  after(() => playground.close());

  it('that is refused is told as 401, with nothing sent', async () => {
    const connector = connect('wrong', 'https://refused.example');
    const error = await errorOf(connector.createThread(channel(), message));
    assert.deepEqual([error.status, error.code, error.sent], [401, 'login', false]);
    assert.match(error.message, /refused.*AADSTS7000215.*BOT_SECRET/);
    assert.equal(playground.record.entries().length, 0);
    connector.close();
  });

  it('happens once for all who wait, and again after a token was refused', async () => {
    const connector = connect('right', botFramework);
    await Promise.all([1, 2, 3, 4].map(() => connector.createThread(channel(), message)));
    assert.equal(made?.asked, 1);
    playground.faults.add({
      times: 1,
      action: { status: 401, body: { error: { code: 'BotNotRegistered', message: '' } } },
    });
    assert.equal((await errorOf(connector.createThread(channel(), message))).status, 401);
    await connector.createThread(channel(), message);
    await connector.createThread(channel(), message);
    assert.equal(made?.asked, 2);
    connector.close();
  });

  it('that never answers ends with the time-out', async () => {
    const endpoints = { ...cloudEndpoints.commercial, scope: 'https://hanging.example' };
    class Hanging extends LocalCredentials {
      override refreshToken(): Promise<never> {
        return new Promise(() => {});
      }
    }
    const factory = { createCredentials: async () => new Hanging(endpoints.scope, playground.url, '') };
    const login = createBotLogin(credentials, { endpoints, timeout: 30, factory });
    const error = await errorOf(login.token());
    assert.deepEqual([error.status, error.code, error.sent], [undefined, 'login', false]);
  });

  it('with a certificate that cannot be read is a fault of the configuration, which holds nothing of the key', () => {
    const certificate = { ...credentials, kind: 'certificate', certificate: 'no', privateKey: 'hidden' } as const;
    assert.throws(
      () => createTeams({ credentials: certificate, cloud: 'commercial' }),
      (error: Error) =>
        error.name === 'ConfigError' && /PEM form/.test(error.message) && !/hidden/.test(error.stack ?? ''),
    );
  });
});
