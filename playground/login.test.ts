import assert from 'node:assert/strict';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Playground, startPlayground } from './playground.ts';
import { activitiesPath, call, startBot, type TestBot } from './testing.ts';

const APP_ID = 'a0000000-0000-4000-8000-000000000001';

describe('the login', () => {
  let playground: Playground;
  let bot: TestBot;

  before(async () => {
    bot = await startBot();
    const login = { login: true, botAppId: APP_ID, botAppPassword: 'swordfish' };
    playground = await startPlayground({ ...login, botUrl: bot.url, announce: false });
  });
  after(async () => {
    await playground.close();
    await bot.close();
  });

  async function token(form: Record<string, string> = {}) {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: APP_ID,
      client_secret: 'swordfish',
      scope: 'https://api.botframework.com/.default',
      ...form,
    });
    const url = `${playground.url}/login/${playground.world.tenantId}/oauth2/v2.0/token`;
    const response = await fetch(url, { method: 'POST', body });
    const answer = z.looseObject({ access_token: z.string().optional() }).parse(await response.json());
    return { status: response.status, accessToken: answer.access_token };
  }

  const post = (authorization?: string) =>
    fetch(playground.url + activitiesPath(playground.world.team.id), {
      method: 'POST',
      headers: authorization === undefined ? {} : { authorization },
      body: JSON.stringify({ type: 'message', text: 'a' }),
    }).then(({ status }) => status);

  it('signs what it sends to the bot, with keys that its metadata name', async () => {
    await playground.botEvent({ event: 'unknown' });
    const bearer = bot.authorizations[0]?.replace('Bearer ', '') ?? '';
    const metadata = z
      .looseObject({ issuer: z.string(), jwks_uri: z.string() })
      .parse((await call(playground, 'GET', '/login/.well-known/openid-configuration')).body);
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
    const { payload } = await jwtVerify(bearer, keys, { issuer: metadata.issuer, audience: APP_ID });
    assert.equal(payload.serviceurl, playground.url);
    assert.equal(payload.iss, 'https://api.botframework.com');
    const { body } = await call(playground, 'GET', '/login/keys');
    const [key] = z.object({ keys: z.array(z.looseObject({ endorsements: z.array(z.string()) })) }).parse(body).keys;
    assert.deepEqual([key?.endorsements, key?.kty, key?.d], [['msteams'], 'RSA', undefined]);
  });

  it('gives the bot a token that the Bot Connector takes', async () => {
    const { status, accessToken } = await token();
    assert.equal(status, 200);
    assert.equal(await post(`Bearer ${accessToken}`), 201);
  });

  it('refuses a wrong secret, app, tenant or grant', async () => {
    assert.equal((await token({ client_secret: 'wrong' })).status, 401);
    assert.equal((await token({ client_id: 'another' })).status, 400);
    assert.equal((await token({ grant_type: 'password' })).status, 400);
    const elsewhere = await fetch(`${playground.url}/login/elsewhere/oauth2/v2.0/token`, { method: 'POST', body: '' });
    assert.equal(elsewhere.status, 400);
  });

  it('refuses requests without a good token', async () => {
    const { accessToken } = await token({ scope: 'https://graph.microsoft.com/.default' });
    assert.ok(accessToken);
    const ours = (await playground.login?.tokenForBot()) ?? '';
    for (const header of [undefined, 'Bearer', 'Bearer nonsense', `Bearer ${accessToken}`, `Bearer ${ours}`]) {
      assert.equal(await post(header), 401, header);
    }
  });

  it('tells MSAL where the tokens are', async () => {
    const { tenantId } = playground.world;
    const { body } = await call(playground, 'GET', `/login/${tenantId}/v2.0/.well-known/openid-configuration`);
    const { token_endpoint: endpoint } = z.looseObject({ token_endpoint: z.string() }).parse(body);
    assert.equal(endpoint, `${playground.url}/login/${tenantId}/oauth2/v2.0/token`);
    assert.equal((await call(playground, 'GET', '/login/nothing')).status, 404);
  });
});
