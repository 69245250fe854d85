import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { type Sent, senderRequest, verifySent } from '../../../test/support/sender-request.ts';
import { type VerificationFormat, verification } from '../format/verification.ts';
import { verifySender } from './verify-sender.ts';

const sha256 = { kind: 'hmac', header: 'X-Hub-Signature-256', algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' };
const sha1 = { kind: 'hmac', header: 'X-Hub-Signature', algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' };
const bearer = { kind: 'token', header: 'Authorization', prefix: 'Bearer ' };
const basic = { kind: 'basic' };

const signed = (algorithm: string, body: string, secret = 'secret') =>
  `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;

describe('the sender of a request', () => {
  const sent = { body: '{}', secret: 'secret' };

  it('is not verified where the connector declares nothing, or the connection has no secret', async () => {
    const nothing = { verified: 'nothing to verify' };
    assert.deepEqual(await verifySent([], { ...sent, headers: {} }), nothing);
    for (const secrets of [{}, { secret: '' }, { other: 'secret' }])
      assert.deepEqual(await verifySent([sha256, sha1], { ...sent, secrets, headers: {} }), nothing);
  });

  it('is proven by the first verification whose header is there, in the order of the connector', async () => {
    const both = { 'X-Hub-Signature-256': signed('sha256', '{}'), 'X-Hub-Signature': signed('sha1', '{}') };
    const verdict = async (headers: Record<string, string>) =>
      (await verifySent([sha256, sha1], { ...sent, headers })).verified;
    assert.equal(await verdict(both), true);
    assert.equal(await verdict({ 'X-Hub-Signature': both['X-Hub-Signature'] }), true);
    assert.equal(await verdict({ ...both, 'X-Hub-Signature': 'sha1=00' }), true);
    assert.equal(await verdict({ ...both, 'X-Hub-Signature-256': 'sha256=00' }), false);
  });

  it('is proven by the scheme that the header has, where several share it', async () => {
    const verdict = async (Authorization: string) =>
      (await verifySent([bearer, basic], { ...sent, headers: { Authorization } })).verified;
    assert.equal(await verdict('Bearer secret'), true);
    assert.equal(await verdict(`Basic ${Buffer.from('any:secret').toString('base64')}`), true);
    assert.equal(await verdict('Digest secret'), false);
  });

  it('needs a signature with its time where there is a time, and one without it where there is none', async () => {
    const plain = { kind: 'hmac', header: 'X-Signature', algorithm: 'sha256', encoding: 'hex' };
    const timed = { ...plain, signed: '{timestamp}:{body}', timestamp: { header: 'X-Time', toleranceSeconds: 300 } };
    const hmac = (text: string) => createHmac('sha256', 'secret').update(text).digest('hex');
    const verdict = async (headers: Record<string, string>) =>
      (await verifySent([timed, plain], { ...sent, at: 100, headers })).verified;
    assert.equal(await verdict({ 'X-Signature': hmac('100:{}'), 'X-Time': '100' }), true);
    assert.equal(await verdict({ 'X-Signature': hmac('{}') }), true);
    assert.equal(await verdict({ 'X-Signature': hmac('100:{}') }), false);
    assert.equal(await verdict({ 'X-Signature': hmac('{}'), 'X-Time': '100' }), false);
  });

  it('is not proven by an algorithm that the connection would have to allow, unless it does', async () => {
    const formats = [sha256, { ...sha1, onlyWith: 'sha1' }];
    const headers = { 'X-Hub-Signature': signed('sha1', '{}') };
    for (const plain of [{}, { sha1: false }, { sha1: 'true' }]) {
      const verdict = await verifySent(formats, { ...sent, plain, headers });
      assert.ok(verdict.verified === false);
      assert.match(verdict.reason, /X-Hub-Signature does not count: the setting sha1 is off/);
    }
    assert.equal((await verifySent(formats, { ...sent, plain: { sha1: true }, headers })).verified, true);
  });

  it('counts only what the connection has a secret for', async () => {
    const formats = [
      { kind: 'standard-webhooks', secret: 'signingToken' },
      { kind: 'token', secret: 'secretToken', header: 'X-Gitlab-Token' },
    ];
    const headers = {
      'webhook-signature': 'v1,abc',
      'webhook-id': '1',
      'webhook-timestamp': '1',
      'X-Gitlab-Token': 't',
    };
    assert.equal((await verifySent(formats, { body: '', secrets: { secretToken: 't' }, headers })).verified, true);
    assert.equal((await verifySent(formats, { body: '', secrets: { signingToken: 't' }, headers })).verified, false);
  });

  it('is told what is missing', async () => {
    const verdict = await verifySent([sha256, sha1], { ...sent, headers: { 'X-Hub-Signature': 'md5=00' } });
    assert.deepEqual(verdict, {
      verified: false,
      reason:
        'Nothing proves who sent this. The header X-Hub-Signature-256 is missing. The header X-Hub-Signature has nothing that begins sha1=.',
    });
  });

  it('is not proven by what every object has', async () => {
    const format = { kind: 'token', secret: 'constructor', header: 'Constructor' };
    assert.deepEqual(await verifySent(format, { body: '', secrets: {}, headers: {} }), {
      verified: 'nothing to verify',
    });
    assert.equal((await verifySent(format, { body: '', secrets: { constructor: 'x' }, headers: {} })).verified, false);
    const user = { kind: 'basic', username: 'toString' };
    const headers = { Authorization: `Basic ${Buffer.from('any:secret').toString('base64')}` };
    assert.equal((await verifySent(user, { ...sent, headers })).verified, true);
  });
});

/** One of each kind, and of each way that a header is read in. */
const formats: object[] = [
  sha256,
  { ...sha256, encoding: 'base64', separator: ',', prefix: 'v1=', eightBit: true },
  { ...sha1, separator: ',', signed: '{timestamp}{body}{url}', timestamp: { prefix: 't=', toleranceSeconds: 300 } },
  bearer,
  basic,
  { kind: 'standard-webhooks' },
  { kind: 'jwt', header: 'Authorization', prefix: 'Bearer ', algorithms: ['HS256', 'HS384', 'HS512'], issuer: 'me' },
];
const names = [
  'x-hub-signature-256',
  'x-hub-signature',
  'authorization',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'svix-signature',
];
const hostileValue = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom('sha256=', 'v1=', 't=1,sha1=', 'Bearer ', 'Basic ', 'v1,'), fc.base64String())
    .map(parts => parts.join('')),
  fc
    .array(fc.json(), { minLength: 3, maxLength: 3 })
    .map(parts => `Bearer ${parts.map(part => Buffer.from(part).toString('base64url')).join('.')}`),
);
const hostileHeaders = fc.dictionary(fc.constantFrom(...names), hostileValue);

describe('hostile headers', () => {
  it('are never taken, and never throw', async () => {
    const read: VerificationFormat[] = formats.map(format => verification.parse({ secret: 'secret', ...format }));
    await fc.assert(
      fc.asyncProperty(
        hostileHeaders,
        fc.uint8Array(),
        fc.shuffledSubarray(read, { minLength: 1 }),
        async (headers, body, some) => {
          const request = senderRequest({
            headers,
            body: Buffer.from(body),
            secret: 'c2VjcmV0IQ==',
            urls: ['https://a.b'],
          });
          const verdict = await verifySender(some, request);
          assert.equal(verdict.verified, false);
          assert.ok('reason' in verdict && !verdict.reason.includes('c2VjcmV0IQ=='));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('do not spoil a right signature, whatever the body and the secret are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array(),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        hostileHeaders,
        fc.nat(31),
        async (body, secret, headers, byte) => {
          const bytes = Buffer.from(body);
          const digest = createHmac('sha256', secret).update(bytes).digest();
          const request = (signature: Buffer): Sent => ({
            secret,
            body: bytes,
            headers: { ...headers, 'x-hub-signature-256': `sha256=${signature.toString('hex')}` },
          });
          assert.equal((await verifySent(sha256, request(digest))).verified, true);
          digest[byte] = (digest[byte] ?? 0) ^ 1;
          assert.equal((await verifySent(sha256, request(digest))).verified, false);
        },
      ),
    );
  });
});
