import assert from 'node:assert/strict';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Playground, startPlayground } from './playground.ts';
import { activitiesPath, call, startBot, type TestBot } from './testing.ts';
import { DEFAULT_BOT_APP_ID } from './world.ts';

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
    const ours = await playground.login.tokenForBot();
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

describe('single sign-on', () => {
  let playground: Playground;
  before(async () => {
    playground = await startPlayground();
  });
  after(() => playground.close());

  const tokenSchema = z.object({ token: z.string() });
  const ssoPath = (user: string) => `/playground/api/sso-token?user=${encodeURIComponent(user)}`;
  const ask = async (givenName: string) => {
    const user = playground.world.users.find(each => each.givenName === givenName);
    assert.ok(user);
    return { user, ...tokenSchema.parse((await call(playground, 'GET', ssoPath(user.aadObjectId))).body) };
  };
  const check = async (token: string, tenantId: string) => {
    const keys = createRemoteJWKSet(new URL(`${playground.url}/login/keys`));
    const issuer = `${playground.url}/login/${tenantId}/v2.0`;
    return (await jwtVerify(token, keys, { issuer, audience: DEFAULT_BOT_APP_ID })).payload;
  };

  it('says who somebody is, though the bot has no login', async () => {
    const { user, token } = await ask('Ben');
    const { iat = 0, exp = 0, nbf = 0, sub, ...claims } = await check(token, playground.world.tenantId);
    assert.deepEqual(claims, {
      iss: `${playground.url}/login/${playground.world.tenantId}/v2.0`,
      aud: DEFAULT_BOT_APP_ID,
      tid: playground.world.tenantId,
      oid: user.aadObjectId,
      name: 'Ben Member',
      preferred_username: 'ben@contoso.example',
      azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
      azpacr: '0',
      scp: 'access_as_user',
      wids: ['b79fbf4d-3ef9-4689-8143-76b194e85509'],
      ver: '2.0',
    });
    assert.deepEqual([exp - iat, iat - nbf, typeof sub], [3600, 300, 'string']);
    assert.equal((await call(playground, 'GET', ssoPath(user.id))).status, 200, 'by the Teams id too');
  });

  it('names the role of an administrator', async () => {
    const { token } = await ask('Alex');
    const { wids } = await check(token, playground.world.tenantId);
    assert.deepEqual(wids, ['69091246-20e8-4a56-aa4d-066075b2a7a8']);
  });

  it('gives somebody of another tenant a token of that tenant', async () => {
    const { user, token } = await ask('Olga');
    const { tid } = await check(token, user.tenantId);
    assert.deepEqual([tid, tid === playground.world.tenantId], [user.tenantId, false]);
  });

  it('knows no strangers', async () => {
    assert.equal((await call(playground, 'GET', ssoPath('nobody'))).status, 404);
    assert.equal((await call(playground, 'GET', '/playground/api/sso-token')).status, 400);
  });

  it('has other keys at each start', async () => {
    const { user, token } = await ask('Ada');
    const other = await startPlayground();
    const kid = async (each: Playground) =>
      z
        .object({ keys: z.tuple([z.looseObject({ kid: z.string() })]) })
        .parse((await call(each, 'GET', '/login/keys')).body).keys[0].kid;
    assert.notEqual(await kid(playground), await kid(other));
    assert.deepEqual(decodeProtectedHeader(token), { alg: 'RS256', typ: 'JWT', kid: await kid(playground) });
    assert.notEqual(await other.login.ssoToken(user), token);
    await other.close();
  });

  it('can be made wrong, for those who check it', async () => {
    const { user } = await ask('Ada');
    const token = await playground.login.ssoToken(user, { exp: 1, aud: 'another' });
    const { exp, aud, oid } = decodeJwt(token);
    assert.deepEqual([exp, aud, oid], [1, 'another', user.aadObjectId]);
  });
});
