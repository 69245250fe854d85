import assert from 'node:assert/strict';
import { verifySent } from '../../../test/support/sender-request.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a user name and a password', () => {
  const verify = async (authorization: string, secret: string, plain: Record<string, unknown> = {}) =>
    (
      await verifySent(
        { kind: 'basic', username: 'user' },
        { secret, plain, body: '{}', headers: { Authorization: authorization } },
      )
    ).verified;

  it('are taken as in RFC 7617', async () => {
    assert.equal(await verify('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'open sesame', { user: 'Aladdin' }), true);
    assert.equal(await verify('basic dGVzdDoxMjPCow==', '123£', { user: 'test' }), true);
  });

  it('are taken with a colon in the password, and with an empty user name', async () => {
    assert.equal(await verify(`Basic ${base64('a:b:c')}`, 'b:c', { user: 'a' }), true);
    assert.equal(await verify(`Basic ${base64(':token')}`, 'token'), true);
  });

  it('need no certain user name where the connection has none, or where the connector declares none', async () => {
    for (const plain of [{}, { user: '' }, { user: 7 }])
      assert.equal(await verify(`Basic ${base64('anybody:pass')}`, 'pass', plain), true);
    const sent = { secret: 'pass', body: '', headers: { Authorization: `Basic ${base64('anybody:pass')}` } };
    assert.deepEqual(await verifySent({ kind: 'basic' }, sent), { verified: true });
  });

  it('may have the user name in a setting that is secret too', async () => {
    const format = { kind: 'basic', username: 'user' };
    const sent = { secrets: { secret: 'pass', user: 'robot' }, body: '' };
    const verdict = async (user: string) =>
      (await verifySent(format, { ...sent, headers: { Authorization: `Basic ${base64(`${user}:pass`)}` } })).verified;
    assert.equal(await verdict('robot'), true);
    assert.equal(await verdict('human'), false);
  });

  for (const [what, header] of Object.entries({
    'another password': `Basic ${base64('Aladdin:open')}`,
    'another user name': `Basic ${base64('Ali:open sesame')}`,
    'no colon': `Basic ${base64('Aladdinopen sesame')}`,
    'no credentials': 'Basic ',
    'another scheme': `Bearer ${base64('Aladdin:open sesame')}`,
    'no Base64': 'Basic é(=',
    'the bare text': 'Basic Aladdin:open sesame',
    'a comma and the same again': `Basic ${base64('Aladdin:open')}, Basic ${base64('Aladdin:open')}`,
  }))
    it(`are refused with ${what}`, async () => {
      assert.equal(await verify(header, 'open sesame', { user: 'Aladdin' }), false);
    });
});
