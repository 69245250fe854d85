import assert from 'node:assert/strict';
import { SignJWT, UnsecuredJWT } from 'jose';
import { appId, type Issuer, startIssuer } from '../../test/support/issuer.ts';
import { ApiError } from './api-error.ts';
import { createSignOn, type SignOn } from './sign-on.ts';
import { signOnSource } from './sign-on-source.ts';

const tenantId = '9e7b80c7-1111-4222-8333-444455556666';
const otherTenant = 'c2a9d7b4-3e51-4a86-8b0d-7d9c64f1e832';
const ada = { id: '0b7a4c1e-1111-4d2a-9a01-3f5e6c7d8a01', name: 'Ada' };

describe('sign-on', () => {
  let issuer: Issuer;
  let signOn: SignOn;
  let errors: unknown[];
  before(async () => {
    issuer = await startIssuer(tenantId);
  });
  beforeEach(() => {
    errors = [];
    issuer.state.available = true;
    signOn = createSignOn({ source: issuer.source, now: Date.now, onError: error => errors.push(error) });
  });
  after(() => issuer.close());

  /** The code of the refusal, and the text that is not the code's own. */
  async function refusal(token: string | undefined): Promise<string> {
    try {
      await signOn(token === undefined ? undefined : `Bearer ${token}`);
    } catch (error) {
      if (error instanceof ApiError) return [error.code, error.options.text].filter(Boolean).join(' ');
      throw error;
    }
    return 'none';
  }

  it('takes the token of Teams, and believes what it says', async () => {
    const user = await signOn(`Bearer ${await issuer.token(ada)}`);
    assert.deepEqual(user, { tenantId, id: ada.id, name: 'Ada', isAdministrator: false });
  });

  it('takes the id of the application as audience, and the id URI of its host', async () => {
    for (const aud of [appId, appId.toUpperCase(), `api://localhost:3978/botid-${appId}`])
      assert.equal(await refusal(await issuer.token(ada, { aud })), 'none', aud);
  });

  for (const claims of [
    { roles: ['Administrator'] },
    { wids: ['62e90394-69f5-4237-9190-012177145e10'] },
    { wids: ['something', '69091246-20e8-4a56-aa4d-066075b2a7a8'] },
  ])
    it(`knows an administrator by ${JSON.stringify(claims)}`, async () => {
      assert.equal((await signOn(`Bearer ${await issuer.token(ada, claims)}`)).isAdministrator, true);
    });

  it('refuses a request without a token, and what is none', async () => {
    assert.equal(await refusal(undefined), 'not-signed-in');
    for (const token of ['', 'a', 'a.b.c', '..', `${await issuer.token(ada)}.more`])
      assert.equal(await refusal(token), 'not-signed-in', token);
    await assert.rejects(signOn(`Basic ${await issuer.token(ada)}`), ApiError);
  });

  it('refuses a token that has expired, or is not valid yet', async () => {
    assert.equal(await refusal(await issuer.token(ada, {}, { lifetime: -120 })), 'not-signed-in expired');
    const later = Math.floor(Date.now() / 1000) + 600;
    assert.equal(await refusal(await issuer.token(ada, { nbf: later })), 'not-signed-in');
  });

  it('refuses somebody of another tenant', async () => {
    const iss = `https://login.microsoftonline.com/${otherTenant}/v2.0`;
    assert.equal(await refusal(await issuer.token(ada, { tid: otherTenant, iss })), 'other-tenant');
    assert.equal(await refusal(await issuer.token(ada, { tid: otherTenant })), 'not-signed-in');
    assert.equal(await refusal(await issuer.token(ada, { iss })), 'not-signed-in');
  });

  it('refuses a token for another application', async () => {
    for (const aud of ['https://graph.microsoft.com', `api://botid-${otherTenant}`, `x-${appId}`, [appId, 'other']])
      assert.equal(await refusal(await issuer.token(ada, { aud })), 'not-signed-in', String(aud));
  });

  it('refuses a token of an application, and one of another scope', async () => {
    assert.equal(await refusal(await issuer.token(ada, { scp: undefined, roles: ['Administrator'] })), 'not-signed-in');
    assert.equal(await refusal(await issuer.token(ada, { scp: 'openid not_access_as_user' })), 'not-signed-in');
  });

  it('refuses a token without lifetime, person or tenant', async () => {
    for (const claim of ['exp', 'oid', 'tid', 'iss', 'aud'])
      assert.equal(await refusal(await issuer.token(ada, { [claim]: undefined })), 'not-signed-in', claim);
  });

  it('refuses an unsigned token', async () => {
    const unsigned = new UnsecuredJWT(issuer.claimsOf(ada)).setExpirationTime('1h').encode();
    assert.equal(await refusal(unsigned), 'not-signed-in');
    assert.equal(await refusal(`${unsigned}x`), 'not-signed-in');
  });

  it('refuses a token that is signed with the public key as if it were a secret', async () => {
    const secret = new TextEncoder().encode(issuer.publicKey);
    const token = await new SignJWT(issuer.claimsOf(ada))
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .setExpirationTime('1h')
      .sign(secret);
    assert.equal(await refusal(token), 'not-signed-in');
  });

  it('refuses a token that is signed with a key of somebody else', async () => {
    assert.equal(await refusal(await issuer.token(ada, {}, { key: issuer.foreignKey })), 'not-signed-in');
    assert.equal(await refusal(await issuer.token(ada, {}, { kid: 'key-2' })), 'not-signed-in');
  });

  it('refuses a token that was changed', async () => {
    const [head = '', , signature = ''] = (await issuer.token(ada)).split('.');
    const payload = Buffer.from(JSON.stringify({ ...issuer.claimsOf(ada), oid: otherTenant, exp: 9e9 }));
    assert.equal(await refusal(`${head}.${payload.toString('base64url')}.${signature}`), 'not-signed-in');
  });

  it('takes nobody while the keys cannot be had, and goes on when they can', async () => {
    issuer.state.available = false;
    const token = await issuer.token(ada);
    assert.equal(await refusal(token), 'sign-on-unavailable');
    assert.equal(errors.length, 1);
    issuer.state.available = true;
    assert.equal(await refusal(token), 'none');
  });

  it('goes on with the keys that it has while new ones cannot be had', async () => {
    await signOn(`Bearer ${await issuer.token(ada)}`);
    issuer.state.available = false;
    assert.equal(await refusal(await issuer.token(ada)), 'none');
  });

  it('takes nobody where there is neither a bot nor a playground', async () => {
    const source = signOnSource({ bot: { kind: 'none' }, cloud: 'commercial', playgroundUrl: undefined });
    signOn = createSignOn({ source, now: Date.now, onError: error => errors.push(error) });
    assert.equal(await refusal(await issuer.token(ada)), 'not-signed-in noSignOn');
  });

  it('asks the login of each cloud', () => {
    const bot = { kind: 'secret', appId, tenantId, secret: 'x' } as const;
    const hostOf = (cloud: 'commercial' | 'gcc' | 'gcchigh' | 'dod') =>
      signOnSource({ bot, cloud, playgroundUrl: undefined })?.keysUrl.host;
    assert.equal(hostOf('gcc'), 'login.microsoftonline.com');
    assert.equal(hostOf('gcchigh'), 'login.microsoftonline.us');
  });
});
