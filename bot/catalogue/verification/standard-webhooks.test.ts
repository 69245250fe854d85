import assert from 'node:assert/strict';
import { type Sent, verifySent } from '../../../test/support/sender-request.ts';

/** The example of the specification and of its reference libraries. */
const example: Sent = {
  at: 1614265330,
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  body: '{"test": 2432232314}',
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
};

describe('Standard Webhooks', () => {
  const verify = async (change: Partial<Sent>) =>
    (await verifySent({ kind: 'standard-webhooks' }, { ...example, ...change })).verified;
  const withHeader = (name: string, value: string) => ({ headers: { ...example.headers, [name]: value } });
  const signature = example.headers['webhook-signature'] ?? '';

  it('takes the example of the specification', async () => {
    assert.equal(await verify({}), true);
    assert.equal(await verify({ secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }), true);
  });

  it('takes several signatures, of which one fits, and leaves those of other versions out', async () => {
    const other = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
    assert.equal(await verify(withHeader('webhook-signature', `${other} v1a,abc ${signature}`)), true);
    assert.equal(await verify(withHeader('webhook-signature', other)), false);
    assert.equal(await verify(withHeader('webhook-signature', signature.replace('v1', 'v1a'))), false);
    assert.equal(await verify(withHeader('webhook-signature', signature.replace('v1', 'v2'))), false);
  });

  it('takes the names of Svix', async () => {
    const headers = Object.fromEntries(
      Object.entries(example.headers).map(([name, value]) => [name.replace('webhook', 'svix'), value]),
    );
    assert.equal(await verify({ headers }), true);
    assert.equal(await verify({ headers: { ...headers, 'svix-id': 'msg_2' } }), false);
  });

  it('refuses another body, id, time or secret', async () => {
    assert.equal(await verify({ body: '{"test":2432232314}' }), false);
    assert.equal(await verify(withHeader('webhook-id', 'msg_2')), false);
    assert.equal(await verify(withHeader('webhook-timestamp', '1614265331')), false);
    assert.equal(await verify({ secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }), false);
  });

  it('refuses what is more than five minutes old, or of the future', async () => {
    for (const [seconds, taken] of [
      [300, true],
      [301, false],
      [-300, true],
      [-301, false],
    ] as const)
      assert.equal(await verify({ at: 1614265330 + seconds }), taken);
  });

  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
    it(`refuses a request whose ${name} is missing or empty`, async () => {
      const { [name]: _, ...headers } = example.headers;
      const verdict = await verifySent({ kind: 'standard-webhooks' }, { ...example, headers });
      assert.deepEqual(verdict, {
        verified: false,
        reason: `Nothing proves who sent this. The header ${name} is missing.`,
      });
      assert.equal(await verify(withHeader(name, '')), false);
    });

  for (const wrong of ['v1,', 'v1', `${signature}x`, signature.slice(0, -2), `${signature},${signature}`, 'v1,é'])
    it(`refuses the signature ${wrong}`, async () => {
      assert.equal(await verify(withHeader('webhook-signature', wrong)), false);
    });

  it('refuses every request where the secret is no Base64, rather than signing with a key that everybody knows', async () => {
    // What an empty key would sign.
    const byEmptyKey = 'v1,woH/1mJtZGSMCmpFTxRYbStS24eLLD/oXIYr4PYyZ7g=';
    for (const secret of ['whsec_', 'whsec_!', 'whsec_é', 'whsec_A', '!!!!'])
      assert.equal(await verify({ ...withHeader('webhook-signature', byEmptyKey), secret }), false);
  });
});
