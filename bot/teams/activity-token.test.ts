import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { startPlayground } from '../../playground/playground.ts';
import { close, type Endpoint, listen, startEndpoint } from '../../test/support/messages-endpoint.ts';
import { createTeams } from './teams.ts';

const appId = '7c4f4a52-0f4b-4b7e-8ff5-4f1b0d1f9d55';
const issuer = 'https://api.botframework.com';
const credentials = { kind: 'secret', appId, tenantId: '5f0c1f2e-6b0e-4f7c-9d55-1f6f3c2a7e10', secret: 'x' } as const;
const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const activity = { type: 'message', channelId: 'msteams', serviceUrl, text: 'help' };

describe('POST /api/messages with credentials', () => {
  let published: { jwk: JWK; privateKey: CryptoKey };
  let notPublished: CryptoKey;
  let issuerServer: Server;
  let keys: (JWK & { endorsements?: string[] })[];
  let metadataStatus = 200;
  let keyRequests = 0;
  let issuerUrl: string;
  let endpoint: Endpoint;
  let now = Date.now();

  before(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    notPublished = (await generateKeyPair('RS256')).privateKey;
    published = { privateKey: pair.privateKey, jwk: { ...(await exportJWK(pair.publicKey)), kid: 'known' } };
    issuerServer = createServer((request, response) => {
      if (request.url === '/keys') keyRequests += 1;
      response.writeHead(metadataStatus, { 'content-type': 'application/json' });
      response.end(JSON.stringify(request.url === '/keys' ? { keys } : { issuer, jwks_uri: `${issuerUrl}/keys` }));
    });
    issuerUrl = `http://127.0.0.1:${await listen(issuerServer)}`;
  });
  beforeEach(async () => {
    keys = [{ ...published.jwk, endorsements: ['msteams', 'webchat'] }];
    metadataStatus = 200;
    keyRequests = 0;
    now = Date.now();
    const endpoints = { activityMetadataUrl: `${issuerUrl}/metadata` };
    endpoint = await startEndpoint(
      createTeams({ credentials, cloud: 'commercial', endpoints, now: () => now }).verifyToken,
    );
  });
  afterEach(() => endpoint.close());
  after(() => close(issuerServer));

  const claims = (changed: JWTPayload = {}): JWTPayload => {
    const seconds = Math.floor(now / 1000);
    return { iss: issuer, aud: appId, nbf: seconds - 300, exp: seconds + 3600, serviceurl: serviceUrl, ...changed };
  };
  const signed = async (payload: JWTPayload, key = published.privateKey, kid: string | undefined = 'known') =>
    `Bearer ${await new SignJWT(payload).setProtectedHeader({ alg: 'RS256', ...(kid === undefined ? {} : { kid }) }).sign(key)}`;
  const without = (name: string) => Object.fromEntries(Object.entries(claims()).filter(([key]) => key !== name));

  it('takes an activity with a good token', async () => {
    assert.equal((await endpoint.post(activity, await signed(claims()))).status, 200);
    assert.equal(endpoint.received.length, 1);
  });

  it('takes what the playground signs', async () => {
    const playground = await startPlayground({ announce: false, login: true, botAppId: appId });
    const endpoints = { activityMetadataUrl: `${playground.url}/login/.well-known/openid-configuration` };
    const local = await startEndpoint(createTeams({ credentials, cloud: 'gcc', endpoints }).verifyToken);
    const token = `Bearer ${await playground.login?.tokenForBot()}`;
    assert.equal((await local.post({ ...activity, serviceUrl: playground.url }, token)).status, 200);
    assert.equal((await local.post(activity, token)).status, 401);
    await local.close();
    await playground.close();
  });

  const bad: Record<string, () => Promise<string | undefined>> = {
    'no token': async () => undefined,
    'an empty header': async () => '',
    'another scheme': async () => `Basic ${(await signed(claims())).slice(7)}`,
    'what is no token': async () => 'Bearer nonsense',
    'three parts of nonsense': async () => 'Bearer a.b.c',
    'a token that ended': async () => signed(claims({ exp: Math.floor(now / 1000) - 301 })),
    'a token that is not yet good': async () => signed(claims({ nbf: Math.floor(now / 1000) + 301 })),
    'a token without an end': async () => signed(without('exp')),
    'a token for another bot': async () => signed(claims({ aud: '00000000-0000-0000-0000-000000000000' })),
    'a token without an audience': async () => signed(without('aud')),
    'a token of another issuer': async () => signed(claims({ iss: 'https://sts.windows.net/x/' })),
    'a token without an issuer': async () => signed(without('iss')),
    'a token for another serviceUrl': async () => signed(claims({ serviceurl: 'https://smba.example.org/' })),
    'a token without a serviceurl': async () => signed(without('serviceurl')),
    'a key that is not published': async () => signed(claims(), notPublished, 'unknown'),
    'no key id': async () => signed(claims(), published.privateKey, ''),
    'a signature of another key': async () => signed(claims(), notPublished),
    'an unsigned token': async () => `Bearer ${new UnsecuredJWT(claims()).encode()}`,
    'a changed token': async () => {
      const [head, , signature] = (await signed(claims({ aud: 'another' }))).split('.');
      return `${head}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.${signature}`;
    },
    'a token signed with the public key as a secret': async () => {
      const secret = new TextEncoder().encode(JSON.stringify(published.jwk));
      return `Bearer ${await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'known' }).sign(secret)}`;
    },
    'a token of the Bot Framework Emulator': async () =>
      signed(
        claims({ iss: 'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/', appid: appId, ver: '1.0' }),
      ),
  };
  for (const [name, token] of Object.entries(bad))
    it(`answers 401 to ${name}`, async () => {
      const { status, text } = await endpoint.post(activity, await token());
      assert.equal(status, 401);
      assert.doesNotMatch(text, /at .*\.ts|BEGIN/);
      assert.equal(endpoint.received.length, 0);
      assert.deepEqual(
        endpoint.logged.map(({ level }) => level),
        ['warn'],
      );
    });

  it('reads nothing of an activity whose token is not good', async () => {
    const { hostname, port } = new URL(endpoint.url);
    const head = 'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n';
    for (const authorization of ['', `Authorization: ${await signed(claims(), notPublished)}\r\n`]) {
      const socket = connect(Number(port), hostname);
      let answer = '';
      socket.on('data', data => {
        answer += data;
      });
      socket.write(`${head}${authorization}\r\n{`);
      // The body does not come to its end: the answer does not wait for it, and ends the connection.
      await once(socket, 'close');
      assert.match(answer, /^HTTP\/1.1 401 /);
    }
  });

  it('answers 401 to a key that is for another channel only', async () => {
    keys = [{ ...published.jwk, endorsements: ['webchat'] }];
    assert.equal((await endpoint.post(activity, await signed(claims()))).status, 401);
  });

  it('takes a key without endorsements, as in the clouds of governments', async () => {
    keys = [published.jwk, { kty: 'EC', kid: 'other' }];
    assert.equal((await endpoint.post(activity, await signed(claims()))).status, 200);
  });

  it('refuses a serviceUrl that is not https even with a good token', async () => {
    const plain = 'http://smba.example.org/';
    const { status } = await endpoint.post(
      { ...activity, serviceUrl: plain },
      await signed(claims({ serviceurl: plain })),
    );
    assert.equal(status, 403);
  });

  it('answers 503 while the keys cannot be had, and goes on as soon as they can', async () => {
    metadataStatus = 500;
    const answer = await endpoint.post(activity, await signed(claims()));
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '10']);
    metadataStatus = 200;
    assert.equal((await endpoint.post(activity, await signed(claims()))).status, 200);
  });

  it('asks for keys once a day, and for unknown ones every five minutes at most', async () => {
    const post = async (kid: string) =>
      (await endpoint.post(activity, await signed(claims(), published.privateKey, kid))).status;
    await Promise.all([post('known'), post('known'), post('known')]);
    assert.equal(keyRequests, 1);
    keys = [...keys, { ...published.jwk, kid: 'new' }];
    assert.deepEqual([await post('new'), await post('new')], [401, 401]);
    assert.equal(keyRequests, 1);
    now += 5 * 60_000;
    assert.deepEqual([await post('new'), await post('known')], [200, 200]);
    assert.equal(keyRequests, 2);
    now += 24 * 60 * 60_000;
    metadataStatus = 500;
    assert.equal(await post('known'), 200);
    metadataStatus = 200;
    keys = [];
    assert.equal(await post('known'), 401);
  });
});
