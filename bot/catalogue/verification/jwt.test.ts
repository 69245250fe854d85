import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { CompactSign, UnsecuredJWT } from 'jose';
import { verifySent } from '../../../test/support/sender-request.ts';

const format = { kind: 'jwt', header: 'Authorization', prefix: 'Bearer ', algorithms: ['HS256'] };
const secret = 'a shared secret';
const now = 1_700_000_000;

const sign = (payload: object, by = secret, alg = 'HS256') =>
  new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg }).sign(Buffer.from(by));

describe('a signed JSON Web Token', () => {
  const verify = (token: string, change: object = {}, body = '{}') =>
    verifySent({ ...format, ...change }, { secret, body, at: now, headers: { Authorization: `Bearer ${token}` } });
  const reason = async (token: string, change?: object, body?: string) => {
    const verdict = await verify(token, change, body);
    return 'reason' in verdict ? verdict.reason : verdict.verified;
  };

  it('is taken: the example of jwt.io', async () => {
    const token =
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';
    const sent = { secret: 'your-256-bit-secret', body: '', at: now, headers: { Authorization: `Bearer ${token}` } };
    assert.deepEqual(await verifySent(format, sent), { verified: true });
  });

  it('is refused with another secret, another algorithm, or none', async () => {
    assert.equal(await reason(await sign({}, 'x')), 'The signature of the token does not fit the secret.');
    assert.match(String(await reason(await sign({}, secret, 'HS512'))), /another algorithm/);
    assert.match(String(await reason(new UnsecuredJWT({}).encode())), /another algorithm/);
  });

  it('is refused before its time and after it, give or take a minute', async () => {
    assert.equal(await reason(await sign({ exp: now - 59 })), true);
    assert.equal(await reason(await sign({ exp: now - 61 })), 'The token has expired.');
    assert.equal(await reason(await sign({ nbf: now + 59 })), true);
    assert.match(String(await reason(await sign({ nbf: now + 61 }))), /"nbf"/);
    assert.match(String(await reason(await sign({ exp: 'tomorrow' }))), /"exp"/);
  });

  it('is refused of another issuer or for another audience', async () => {
    const change = { issuer: 'netlify', audience: 'teams' };
    assert.equal(await reason(await sign({ iss: 'netlify', aud: ['x', 'teams'] }), change), true);
    assert.match(String(await reason(await sign({ iss: 'other', aud: 'teams' }), change)), /"iss"/);
    assert.match(String(await reason(await sign({ iss: 'netlify', aud: 'x' }), change)), /"aud"/);
    assert.match(String(await reason(await sign({}), change)), /"iss"/);
  });

  it('is refused for another body where a claim holds the hash', async () => {
    const change = { bodyHash: { claim: 'sha256', algorithm: 'sha256', encoding: 'hex' } };
    const hash = createHash('sha256').update('{"a":1}').digest('hex');
    for (const right of [hash, hash.toUpperCase()])
      assert.equal(await reason(await sign({ sha256: right }), change, '{"a":1}'), true);
    for (const wrong of [{ sha256: hash.slice(1) }, { sha256: '' }, { sha256: 7 }, { sha256: [hash] }, {}])
      assert.equal(await reason(await sign(wrong), change, '{"a":1}'), 'The token was made for another body.');
    assert.equal(await reason(await sign({ sha256: hash }), change, '{"a":2}'), 'The token was made for another body.');
  });

  it('is refused, without throwing, when it is none', async () => {
    const token = await sign({});
    for (const wrong of [
      '.',
      '..',
      'a.b.c',
      '\u00ff.\u00ff.\u00ff',
      '{}',
      token.slice(1),
      token.slice(0, -2),
      `${token}, Bearer ${token}`,
    ])
      assert.equal(typeof (await reason(wrong)), 'string');
    assert.match(String(await reason('')), /nothing that begins Bearer/);
  });
});
